"""What the page refuses and the command may do: grants, and whatever would raise its importer."""

from collections.abc import Iterable

from exchange.importing.findings import Findings, Line
from exchange.importing.outcomes import Outcome, Verdict
from people.models import Person

RAISES = {"reporting_line": "manager", "practice_supervision": "supervisor"}


def check_line(line: Line, by: Person, findings: Findings) -> None:
    if line.type == "grant":
        findings.refuse(line.number, "type", "grants are not taken here: ask for the command")
    elif line.values.get("staff_number") == by.staff_number:
        reason = f"{by.staff_number} is you: ask somebody else to import what is about you"
        findings.refuse(line.number, "staff_number", reason)


def check_outcomes(outcomes: Iterable[Outcome], by: Person, findings: Findings) -> None:
    """A tie that is there already may stand in the file; nobody ties others to themself."""
    for outcome in outcomes:
        key = RAISES.get(outcome.line.type, "")
        names_importer = key and outcome.line.values[key] == by.staff_number
        if names_importer and outcome.verdict != Verdict.SAME:
            reason = f"would make you the {key} of {outcome.line.person}: ask somebody else"
            findings.refuse(outcome.line.number, key, reason)
