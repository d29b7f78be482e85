"""Names of fields and kinds in words: for the person on paper, for the reviewer on the page."""

import re
from datetime import date, datetime

from django.utils import timezone

from govuk.dates import uk_date
from people.kept import IN_THE_REGISTER, Entry, Kind, Text

# What every text of a draft is under; it says nothing on paper.
PREFIX = "texts-"
UNDER = re.compile(r"^(?:texts|standards|domains|people)-")
ROW = re.compile(r"(?<=^actions-)\d+")
# The day that tells one record from another, the first that there is.
DAYS = (
    "changed_at",
    "held_on",
    "planned_for",
    "completed_on",
    "observed_on",
    "decided_on",
    "created_at",
    "agreed_at",
    "began_at",
    "sent_at",
    "asked_on",
    "at",
    "since",
)
THEIR = {"Y": "T", "y": "t"}
THIRD_PERSON = (
    (re.compile(r"\b(about|to) you\b"), r"\1 them"),
    (re.compile(r"\b([Yy])our(s?)\b"), lambda found: f"{THEIR[found[1]]}heir{found[2]}"),
    (re.compile(r"\b([Yy])ou\b"), lambda found: f"{THEIR[found[1]]}hey"),
)


def spaced(name: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removeprefix(PREFIX))
    return re.sub(r"[-_.]+", " ", apart).capitalize()


def of_the_person(title: str) -> str:
    """A title that speaks to the person, for whoever reads about them."""
    for found, words in THIRD_PERSON:
        title = found.sub(words, title)
    return title


def place_of(text: Text, entry: Entry, kind: Kind) -> str:
    """Of which record, which field and which day: "Audits of their work, number 7, …"."""
    number = ""
    if entry.record and entry.record[0] != IN_THE_REGISTER:
        number = f"number {entry.record[1]}"
    parts = (of_the_person(kind.title), number, day_of(entry), f"under “{field_of(text.name)}”")
    return ", ".join(part for part in parts if part)


def day_of(entry: Entry) -> str:
    name = next((name for name in DAYS if entry.facts.get(name)), None)
    if name is None:
        return ""
    verb = re.sub(r"_?(on|at|for)$", "", name)
    return f"{verb} {uk_date(local_day(entry.facts[name]))}".strip()


def local_day(given: str) -> date:
    """Of a day or a moment, as facts have it."""
    moment = datetime.fromisoformat(given)
    return timezone.localdate(moment) if moment.tzinfo else moment.date()


def field_of(name: str) -> str:
    """Rows are counted from one."""
    return spaced(ROW.sub(lambda row: str(int(row[0]) + 1), UNDER.sub("", name)))
