"""What a control takes away. Then the same fault must do harm, or the drill shows nothing."""

from datetime import datetime

from django.utils import timezone

from notices import clock, reminding
from notices.models import Notice, NoticeQuerySet

UNKEPT = """
select row_number() over () + 1000 * pg_backend_pid(), given.*
from (select %s::date) as day,
    unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::date[], %s::smallint[]) given
"""


def without_the_row() -> None:
    """Nothing in the database says which reminders were told before."""
    reminding.INSERT = UNKEPT


def without_the_claim() -> None:
    """Whatever is not marked as sent is sent."""

    def claim(self: NoticeQuerySet, pk: int, *, now: datetime) -> Notice | None:
        return self.exclude(state=Notice.State.SENT).select_related("person").filter(pk=pk).first()

    NoticeQuerySet.claim = claim  # type: ignore[method-assign]


def without_the_clock() -> None:
    """Each server believes its own clock."""
    clock.today = timezone.localdate


GUARDS = {
    "the unique row": without_the_row,
    "the claim": without_the_claim,
    "the clock of the database": without_the_clock,
}
# This one is taken away outside the worker: nobody comes back to what was forgotten.
SWEEP = "the sweep"
# Without these every hour would tell everything anew, or nothing would be shown: one is enough.
ASKED_ONCE = {SWEEP, "the unique row"}
