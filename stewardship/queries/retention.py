"""What has been kept long enough, by kind and person: counts and days, never contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from policy.retention import last_start_listed
from policy.rulebook.retention import KeptKind
from policy.rulebook.retention_checks import NAME_AND_ADDRESS
from stewardship.models import Disposal, LegalHold, RetentionDue, RetentionSwitch, kinds_on


@dataclass(frozen=True)
class KindToday:
    """One kind with its switch and the list that waits, as they are today.

    `people`: of how many something is past its time.
    """

    kind: KeptKind
    switch: RetentionSwitch | None
    disposal: Disposal | None
    people: int = 0

    @property
    def is_on(self) -> bool:
        return self.switch is not None and self.switch.is_on


def kinds_today(on: date) -> list[KindToday]:
    switches = {
        one.kind: one
        for one in RetentionSwitch.objects.standing().select_related("asked_by", "confirmed_by")
    }
    open_lists = Disposal.objects.filter(finished_at=None, withdrawn_at=None)
    disposals = {one.kind: one for one in open_lists.select_related("proposed_by", "confirmed_by")}
    kinds = kinds_on(on)
    numbers = numbers_due(kinds, on)
    return [
        KindToday(kind, switches.get(key), disposals.get(key), numbers.get(key, 0))
        for key, kind in kinds.items()
    ]


def due_now(kind: KeptKind, on: date) -> QuerySet[RetentionDue]:
    """As it was counted at night, without whoever was held or came back since."""
    rows = RetentionDue.objects.filter(still_due({kind.key: kind}, on)).select_related("person")
    return rows.order_by("since", "person__name", "pk")


def numbers_due(kinds: Mapping[str, KeptKind], on: date) -> dict[str, int]:
    rows = RetentionDue.objects.filter(still_due(kinds, on)).order_by().values("kind")
    return dict(rows.annotate(people=Count("pk")).values_list("kind", "people"))


def still_due(kinds: Mapping[str, KeptKind], on: date) -> Q:
    holds = LegalHold.objects.lasting()
    everything = Q(person__in=holds.of_everything().values("person"))
    one_record = Q(kind=NAME_AND_ADDRESS, person__in=holds.values("person"))
    rule = Q(pk__in=[])
    for kind in kinds.values():
        past = Q(kind=kind.key)
        if kind.counts_from_leaving:
            past &= Q(person__left__lte=last_start_listed(on, kind.months))
        rule |= past
    return rule & ~everything & ~one_record


def kind_today(key: str, on: date) -> KindToday | None:
    """Without counting people; None for a kind that the rule file does not know."""
    kind = kinds_on(on).get(key)
    if kind is None:
        return None
    people = ("asked_by", "confirmed_by")
    switch = RetentionSwitch.objects.standing().filter(kind=key).select_related(*people).first()
    waiting = Disposal.objects.filter(kind=key, finished_at=None, withdrawn_at=None).first()
    return KindToday(kind, switch, waiting)


def periods(on: date) -> list[tuple[KeptKind, bool]]:
    """Each kind, and whether its retention is on."""
    switched_on = set(RetentionSwitch.objects.on().values_list("kind", flat=True))
    return [(kind, key in switched_on) for key, kind in kinds_on(on).items()]
