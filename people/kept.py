"""How a room says what it keeps about a person, for somebody who asks (subject access).

Each room has a `subject_access.py` with three names: `KINDS`, what is told; `COUNTED`, relations of
which the number alone is told, as the rest is about somebody else; `LEFT_OUT`, models and relations
of which nothing is told, each with the reason. A test demands an answer for every one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from people.models import Person
from policy.subject_access import Look

Facts = dict[str, Any]
# As the access log names what the person may not know of: one name for all of it.
IN_THE_REGISTER = "registerentry"


@dataclass(frozen=True)
class Text:
    """What somebody wrote. `by`: who, in words; blank where nobody may know."""

    name: str
    words: str
    look: Look
    by: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that is kept. `record`: as the access log names it, where it holds contents."""

    facts: Facts
    texts: tuple[Text, ...] = ()
    record: tuple[str, int] | None = None


@dataclass(frozen=True)
class Kind:
    """`models`: those that it answers for; `about`: the relations to a person that lead to it.

    `is_secret`: the person may not know that there is anything, so that what is blacked out leaves
    no trace in the copy.
    """

    key: str
    title: str
    entries: Callable[[Person], Iterable[Entry]]
    models: tuple[type[Model], ...]
    about: tuple[str, ...] = ()
    is_secret: bool = False


def plain(value: object) -> Any:
    """As JSON has it; a person or a unit by name."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [plain(one) for one in value]
        case dict():
            return {str(key): plain(one) for key, one in value.items()}
        case UUID():
            return str(value)
        case Person():
            return value.name
    return str(value)


def facts_of(row: Model, *names: str) -> Facts:
    """Fields by name; of choices the words. Related people have to be selected with the row."""
    return {name: plain(shown(row, name)) for name in names}


def shown(row: Model, name: str) -> object:
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else getattr(row, name)


def rows_of(rows: QuerySet, *names: str) -> list[Entry]:
    """Facts alone, one entry a row."""
    return [Entry(facts_of(row, *names)) for row in rows]


def versions_of(history: QuerySet, *names: str) -> list[Entry]:
    """What a fact was before, from when on, and who changed it."""
    rows = history.select_related("history_user").order_by("history_date", "history_id")
    return [
        Entry(facts_of(row, *names) | {"changed_at": plain(row.history_date), **changed_by(row)})
        for row in rows
    ]


def changed_by(row: Any) -> Facts:
    return {"changed_by": row.history_user.name if row.history_user else ""}


def texts_in(*texts: Text) -> tuple[Text, ...]:
    """Those in which something is written."""
    return tuple(text for text in texts if text.words.strip())
