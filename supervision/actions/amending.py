from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from drafts.actions import claim
from people import audit
from people.models import Person
from policy.completeness import graded
from policy.grading import GradeProposal, check_override
from policy.rulebook import Rulebook
from supervision.actions.recording import plain_values, tell_of_raised_grade
from supervision.actions.telling import tell_about
from supervision.models import PLR, Amendment, Record

KEPT = ("actions", "reviews")


@transaction.atomic
def begin_amendment(*, plr: PLR) -> Amendment:
    """A draft that starts as the record stands; the one that is begun already, if there is one."""
    record = Record.objects.get(pk=plr.pk)
    return Amendment.objects.get_or_create(plr=plr, defaults={"body": record.body})[0]


@transaction.atomic
def amend_record(
    *,
    plr: PLR,
    version: int,
    reason: str,
    proposal: GradeProposal,
    rulebook: Rulebook,
    by: Person,
    now: datetime,
) -> None:
    """A new version of a finalised record, with its reason; both sides see the difference.

    Raises StaleRecord when the draft is not the one that was checked, or was made elsewhere.
    """
    amendment = claim(Amendment, plr, version)
    record = Record.objects.select_for_update().get(pk=plr.pk)
    record.body = _amended(record.body, amendment.body)
    record.overall_grade = record.body["overall_grade"]
    record.override_evidence = record.body.get("override_evidence", "")
    record.grade_inputs = plain_values(proposal)
    record.version += 1
    record.saved_at = now
    record.save_version(by=by, reason=reason)
    amendment.delete()
    PLR.objects.filter(pk=plr.pk).update(standards_assessed=sorted(graded(record.body)))
    audit.record("record_amended", plr, by=by, version=record.version)
    tell_about(plr, [plr.reportee], "record_amended", by=by, step=str(record.version))
    override = check_override(proposal, record.overall_grade, record.override_evidence, rulebook)
    if override.tell_managers_manager:
        tell_of_raised_grade(plr, by=by, now=now)


@transaction.atomic
def drop_amendment(*, plr: PLR, by: Person) -> None:
    Amendment.objects.filter(pk=plr.pk).delete()
    audit.record("amendment_dropped", plr, by=by)


def _amended(record: Mapping[str, object], draft: Mapping[str, object]) -> dict[str, object]:
    """Actions live on in the development plan: an amendment changes words and grades, not them."""
    kept = {key: record[key] for key in KEPT if key in record}
    changed = {key: value for key, value in draft.items() if key not in (*KEPT, "amendment_reason")}
    return {**changed, **kept}
