"""What a line does, in words: facts alone, and old values never."""

from datetime import date
from typing import Any

from exchange.importing.identity import spoken
from exchange.importing.outcomes import Outcome
from govuk.dates import uk_date

REGISTER = (
    "organisation",
    "unit",
    "person",
    "posting",
    "reporting_line",
    "practice_supervision",
    "grant",
)
CONTENTS = {
    "actions": "the actions",
    "grade": "the grade",
    "learning": "what was written",
    "record": "the record",
    "self_standards": "the self-assessment",
    "standards_assessed": "the standards assessed",
    "strengths": "what was written",
    "summary": "what was written",
}
DAYS = ("start", "held_on", "completed_on", "observed_on", "decided_on")


def subject_of(outcome: Outcome) -> str:
    """Posting of S001 from 1 June 2020."""
    values, type_ = outcome.line.values, outcome.line.type
    title = spoken(type_)[0].upper() + spoken(type_)[1:]
    if type_ == "organisation":
        return title
    if type_ in ("unit", "person"):
        return f"{title} {values.get('code') or values.get('staff_number')}, {values['name']}"
    day = next((values[key] for key in DAYS if values.get(key)), None)
    when = f" {'from' if 'start' in values else 'on'} {uk_date(day)}" if day else ""
    return f"{title} of {values['staff_number']}{when}"


def changes_of(outcome: Outcome) -> str:
    """In the register each new value; of records only what it is that changes."""
    values = outcome.line.values
    if outcome.line.type in REGISTER:
        parts = [f"{key.replace('_', ' ')}: {said(values.get(key))}" for key in outcome.changed]
    else:
        parts = [CONTENTS.get(key, key.replace("_", " ")) for key in outcome.changed]
    return ", ".join(dict.fromkeys(parts))


def said(value: Any) -> str:
    if isinstance(value, date):
        return uk_date(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in (None, "") else str(value)
