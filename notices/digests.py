"""The message of a day: one a person, for everything that could wait until then."""

from datetime import date

from django.db import connection, transaction

from notices.actions import wake_sender
from notices.mailing import DIGEST
from policy.calendar import is_working_day

# Whoever does the same at the same time waits for the unique row, and then finds nothing to do.
# What is told meanwhile is not seen here, and waits for the next working morning.
BUNDLE = """
with made as (
    insert into notices_notice
        (person_id, kind, subject_kind, subject_id, step, path, facts, state, created_at, seen_at)
    select distinct person_id, %(kind)s, 'people.person', person_id, %(day)s, '', '{}'::jsonb,
        'waiting', now(), now()
    from notices_notice where state = 'daily'
    on conflict do nothing
    returning id, person_id
)
update notices_notice told set state = 'bundled', bundle_id = made.id
from made where told.person_id = made.person_id and told.state = 'daily'
returning made.id
"""


@transaction.atomic
def bundle(*, on: date) -> int:
    """How many people get a message. Nobody on a day on which nobody works, nobody twice a day."""
    if not is_working_day(on):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(BUNDLE, {"kind": DIGEST, "day": on.isoformat()})
        messages = {pk for (pk,) in cursor.fetchall()}
    if messages:
        transaction.on_commit(wake_sender, robust=True)
    return len(messages)
