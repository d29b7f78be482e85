"""Existing approvals are loaded once: after a decision is made here, none is let in by a file."""

from collections.abc import Iterable, Sequence

from exchange.importing.findings import Findings
from exchange.importing.outcomes import Outcome, Verdict
from qai.models import SelfRegulationDecision

APPROVES = ("approved", "kept")
REASON = "decisions about {} are made here since {:%Y-%m-%d}: an approval is loaded before that"


def check_outcomes(outcomes: Sequence[Outcome], findings: Findings, *, db: str) -> None:
    """AMB-59: an approval needs three good pieces of work, or comes from where it was made."""
    approvals = [one for one in outcomes if is_new_approval(one)]
    if not approvals:
        return
    here = SelfRegulationDecision.objects.using(db).filter(
        imported=False, person__staff_number__in=people(approvals)
    )
    first = dict(here.order_by("-decided_on").values_list("person__staff_number", "decided_on"))
    for one in approvals:
        if one.line.person in first:
            reason = REASON.format(one.line.person, first[one.line.person])
            findings.refuse(one.line.number, "outcome", reason)


def is_new_approval(outcome: Outcome) -> bool:
    line = outcome.line
    approves = line.type == "self_regulation" and line.values["outcome"] in APPROVES
    return approves and outcome.verdict in (Verdict.CREATE, Verdict.CHANGE)


def people(outcomes: Iterable[Outcome]) -> set[str]:
    return {one.line.person for one in outcomes}
