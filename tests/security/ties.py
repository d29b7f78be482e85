"""Who is tied to whom on a day, over plain values: what the oracle asks.

Nothing here knows a queryset or a rule of the rooms. `stored()` reads all rows once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.utils.timezone import localdate

Row = dict[str, Any]
People = set[int]
ROOMS = ("people", "qai", "supervision", "assurance", "exchange", "stewardship")


@dataclass(frozen=True)
class Stored:
    """All rows by model and key, as they stood on one day."""

    rows: dict[str, dict[Any, Row]]
    today: date
    now: datetime

    def of(self, label: str) -> Iterable[Row]:
        return self.rows[label].values()

    def one(self, label: str, pk: object) -> Row:
        return self.rows[label][pk]

    def current(self, label: str) -> list[Row]:
        return [row for row in self.of(label) if lasts(row, self.today)]


def lasts(row: Row, day: date) -> bool:
    return row["start"] <= day and (row["end"] is None or day <= row["end"])


def stored(now: datetime) -> Stored:
    models = (model for room in ROOMS for model in apps.get_app_config(room).get_models())
    rows = {
        model._meta.label: {
            row[model._meta.pk.attname]: row for row in model._base_manager.values()
        }
        for model in models
    }
    return Stored(rows, localdate(now), now)


def active(stored: Stored) -> People:
    """Neither locked nor after the last day of service."""
    return {
        row["id"]
        for row in stored.of("people.Person")
        if row["locked_at"] is None and (row["left"] is None or row["left"] >= stored.today)
    }


def manager_of(stored: Stored, person: int) -> People:
    lines = stored.current("people.ReportingLine")
    return {row["manager_id"] for row in lines if row["person_id"] == person}


def given(stored: Stored, kind: str, record: int) -> People:
    """By a dated permission, in the post or with the grant in which it was given."""
    return {
        row["reader_id"]
        for row in stored.current("people.ReadingGrant")
        if row["kind"] == kind and row["record_id"] == record and row["ended_at"] is None
        if still_in_post(stored, row) and still_permitted(stored, row)
        if row["reader_id"] not in manager_of(stored, row["about_id"])
    }


def still_in_post(stored: Stored, row: Row) -> bool:
    posts = {
        (post["role"], post["unit_id"])
        for post in stored.current("people.Posting")
        if post["person_id"] == row["reader_id"]
    }
    return not row["role"] or (row["role"], row["unit_id"]) in posts


def still_permitted(stored: Stored, row: Row) -> bool:
    return not row["permission"] or row["permission"] in grants_of(stored, row["reader_id"])


def grants_of(stored: Stored, person: int) -> set[str]:
    grants = stored.current("people.Grant")
    return {row["grant"] for row in grants if row["person_id"] == person}


def opened(stored: Stored, person: int) -> People:
    """By break-glass, for an hour, while they have the permission; never a system administrator."""
    return {
        row["reader_id"]
        for row in stored.of("people.BreakGlass")
        if row["about_id"] == person and row["closed_at"] is None
        if row["ends_at"] is not None and row["ends_at"] > stored.now
        if "break_glass" in grants_of(stored, row["reader_id"])
        if "system_admin" not in grants_of(stored, row["reader_id"])
    }


def on_record(stored: Stored, person: int) -> People:
    """Who reads what is on record of somebody: their line manager, and by break-glass."""
    return manager_of(stored, person) | opened(stored, person)


def hr_of_all(stored: Stored) -> People:
    grants = stored.current("people.Grant")
    return {one["person_id"] for one in grants if one["grant"] == "hr" and one["unit_id"] is None}
