"""Where a change of facts anywhere reaches the projection: by the audit line that it writes."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from compliance import actions, tasks
from people.models import AuditEvent, Person
from qai.models import Audit, Observation, SelfRegulationDecision
from supervision.models import PLR, GeneralMeeting

# The kind of subject, and from which of its fields the person comes.
PERSON_OF = {
    model._meta.label_lower: (model, field)
    for model, field in (
        (Person, "pk"),
        (PLR, "reportee_id"),
        (GeneralMeeting, "person_id"),
        (Audit, "person_id"),
        (Observation, "person_id"),
        (SelfRegulationDecision, "person_id"),
    )
}
REBUILT_AFTER = {"import_applied"}


def after_audit_line(line: AuditEvent, using: str) -> None:
    """On commit the person touched is judged anew; after an import everybody, by a worker."""
    if line.kind in REBUILT_AFTER:
        transaction.on_commit(tasks.rebuild_standings.delay, using=using, robust=True)
    elif people := people_touched(line):
        today = timezone.localdate()
        again = partial(actions.refresh, people=people, on=today)
        transaction.on_commit(again, using=using, robust=True)


def people_touched(line: AuditEvent) -> list[int]:
    if line.subject_kind not in PERSON_OF:
        return []
    model, field = PERSON_OF[line.subject_kind]
    return list(model.objects.filter(pk=line.subject_id).values_list(field, flat=True))
