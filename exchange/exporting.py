"""Quality assurance as lines of the import format, for whoever takes the data elsewhere."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from people.models import PerformanceMatter
from qai.models import Audit, Observation, SelfRegulationDecision


@dataclass(frozen=True)
class Kind:
    """The keys of a line, each with where it stands. Drafts are their writer's alone: left out."""

    model: type[Model]
    keys: Mapping[str, str]
    only: Mapping[str, object]
    order: Sequence[str]


PERSON = {"staff_number": "person__staff_number"}
FOUND = {
    "grade": "content__grade",
    "strengths": "content__strengths",
    "learning": "content__learning",
}
FINAL = {"finalised_on__isnull": False}


def same(*keys: str) -> dict[str, str]:
    return {key: key for key in keys}


KINDS = {
    "performance_matter": Kind(
        PerformanceMatter,
        {**PERSON, **same("start", "kind", "end", "case_reference")},
        {},
        ("person__staff_number", "start"),
    ),
    "audit": Kind(
        Audit,
        {
            **PERSON,
            **same("completed_on", "case_reference", "tool", "source", "format"),
            "auditor": "auditor__staff_number",
            "finalised_on": "finalised_on",
            **FOUND,
        },
        FINAL,
        ("person__staff_number", "completed_on", "case_reference", "tool"),
    ),
    "observation": Kind(
        Observation,
        {
            **PERSON,
            **same("observed_on", "setting"),
            "observer": "observer__staff_number",
            "finalised_on": "finalised_on",
            **FOUND,
        },
        FINAL,
        ("person__staff_number", "observed_on", "setting"),
    ),
    "self_regulation": Kind(
        SelfRegulationDecision,
        {
            **PERSON,
            **same("decided_on", "outcome"),
            "decided_by": "decided_by__staff_number",
            **same("recorded_in", "recorded_on"),
        },
        {},
        ("person__staff_number", "decided_on"),
    ),
}


def lines_of(type_: str, *, db: str) -> Iterator[str]:
    """One JSON object a line, in the same order each time; empty values are left out."""
    kind = KINDS[type_]
    rows = kind.model._default_manager.using(db).filter(**kind.only).order_by(*kind.order)
    for values in rows.values_list(*kind.keys.values()).iterator(chunk_size=1000):
        given = dict(zip(kind.keys, values, strict=True))
        found = {key: plain(value) for key, value in given.items() if value not in (None, "")}
        yield json.dumps({"type": type_, **found}, ensure_ascii=False)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
