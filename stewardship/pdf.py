"""The copy on paper, from the same body as the data."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from govuk.dates import uk_date, uk_moment
from stewardship.copying import Body
from stewardship.wording import spaced
from supervision.pdf import typeset

WORDS = {True: "yes", False: "no", None: ""}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")


def copy_as_pdf(body: Body) -> bytes:
    return typeset("subject_access.typ", on_paper(body))


def on_paper(body: Body) -> dict[str, Any]:
    return {
        "name": body["person"]["name"],
        "staff_number": body["person"]["staff_number"],
        "asked_on": in_words(body["asked_on"]),
        "made_at": in_words(body["made_at"]),
        "kinds": [
            {"title": kind["title"], "entries": [entry_of(entry) for entry in kind["entries"]]}
            for kind in body["kinds"]
        ],
        "counted": [
            [title, str(number)] for title, number in body["in_records_of_others"].items() if number
        ],
        "left_out": reasons(body["left_out"]),
    }


def reasons(left_out: Mapping[str, str]) -> list[list[str]]:
    """Each reason with what it is the reason for."""
    found: dict[str, list[str]] = {}
    for name, reason in left_out.items():
        found.setdefault(reason, []).append(spaced(name.partition(".")[2]))
    return [[", ".join(names), reason] for reason, names in found.items()]


def entry_of(entry: Body) -> dict[str, Any]:
    facts = [[spaced(name), in_words(value)] for name, value in entry["facts"].items()]
    return {
        "facts": [[name, value] for name, value in facts if value],
        "texts": [text_of(text) for text in entry["texts"]],
    }


def text_of(text: Body) -> dict[str, Any]:
    by = f", by {text['by']}" if text["by"] else ""
    return {
        "title": f"{spaced(text['name'])}{by}",
        "paragraphs": [
            [one.get("text", ""), one.get("blacked_out", "")] for one in text["paragraphs"]
        ],
    }


def in_words(value: Any) -> str:
    match value:
        case bool() | None:
            return WORDS[value]
        case list():
            return ", ".join(in_words(one) for one in value)
        case dict():
            return ", ".join(f"{spaced(name)}: {in_words(one)}" for name, one in value.items())
        case str() if DAY.fullmatch(value):
            return uk_date(date.fromisoformat(value))
        case str() if MOMENT.fullmatch(value):
            return uk_moment(datetime.fromisoformat(value))
    return str(value)
