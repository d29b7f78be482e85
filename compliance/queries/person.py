"""Where one person stands on one day, as far as the reader may know why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from compliance.curing import cure
from compliance.queries.facts import facts_of
from compliance.timeline import timeline
from govuk.charts import Chart
from people.models import Person
from policy import facts, rulebook
from policy.advice import advice
from policy.clock import Exclusion
from policy.explaining import Named
from policy.judge import History, Judgement
from policy.wording import spoken

TYPES = {
    "plr": "PLR",
    "general_meeting": "General meeting",
    "audit": "Case file audit",
    "observation": "Observation",
}
RECORDED = {
    "plr": "A PLR",
    "meeting": "A general meeting",
    "audit": "A case file audit",
    "observation": "An observation",
    "absence": "An absence",
    "decision": "A decision on self-regulation",
}


@dataclass(frozen=True)
class Line:
    """One measure. `then`: its status with what was known on the day, where that was another."""

    key: str
    title: str
    status: str
    due: date | None
    why: str
    notes: tuple[str, ...]
    counted: list[tuple[str, date, str]]
    left_out: list[tuple[str, date, str]]
    cure: str
    clause: str
    then: str | None


@dataclass(frozen=True)
class PersonStanding:
    """`later`: what is known now and was not known on the day that is looked at."""

    lines: list[Line]
    exclusion: Exclusion | None
    because: str
    reported: bool
    headline: str
    advice: Sequence[str]
    later: list[str]
    chart: Chart


def standing_of(
    person: Person, *, reader: Person, as_at: date, today: date
) -> PersonStanding | None:
    """None on a day on which the person has no post here (AMB-48)."""
    (_, known), *_ = facts_of([person.pk])
    book = rulebook.in_force(settings.RULEBOOK, as_at)
    now, then = History(known, today, book), History(known, as_at, book)
    judgement, judged_then = now.judge(as_at), then.judge(as_at)
    if judgement.posting is None:
        return None
    is_own = reader.pk == person.pk
    exclusion = judgement.exclusion
    reasons = book.exclusions.reasons
    return PersonStanding(
        lines=[line(judgement, judged_then, key, is_own=is_own) for key in keys_of(judgement)],
        exclusion=exclusion,
        because=reasons[exclusion.reason].because if exclusion and is_own else "",
        reported=judgement.reported,
        headline=judgement.headline,
        advice=advice(judgement),
        later=recorded_later(known, as_at, is_own=is_own),
        chart=timeline(judgement, is_own=is_own),
    )


def keys_of(judgement: Judgement) -> list[str]:
    """Every measure for the role, and a duty where there is something to say of it."""
    return [
        key
        for key, measure in judgement.measures.items()
        if measure.columns or measure.next_due or measure.status == "compliant"
    ]


def line(judgement: Judgement, then: Judgement, key: str, *, is_own: bool) -> Line:
    measure, explained = judgement.measures[key], judgement.explain(key)
    status_then = then.measures[key].status if key in then.measures else None
    return Line(
        key=key,
        title=measure.title,
        status=measure.status,
        due=measure.next_due,
        why=why(judgement, key, is_own=is_own),
        notes=explained.notes,
        counted=in_words(explained.counted),
        left_out=in_words(explained.left_out),
        cure=cure(judgement, key),
        clause=measure.clause,
        then=status_then if status_then != measure.status else None,
    )


def why(judgement: Judgement, key: str, *, is_own: bool) -> str:
    """Why somebody is left out is for themself to read; for others until when (GAP-22)."""
    exclusion, measure = judgement.exclusion, judgement.measures[key]
    if is_own or exclusion is None or not measure.columns:
        return judgement.explain(key).why
    until = f"until {spoken(exclusion.until)}" if exclusion.until else "until a day not known yet"
    if measure.next_due is None:
        return f"Excluded {until}."
    return f"Excluded {until}; the next is due by {spoken(measure.next_due)}."


def in_words(named: Sequence[Named]) -> list[tuple[str, date, str]]:
    latest = sorted(named, key=lambda one: one.date, reverse=True)
    return [(TYPES[one.type], one.date, one.reason) for one in latest]


def recorded_later(known: facts.Person, day: date, *, is_own: bool) -> list[str]:
    """What applies to the day or before and was finalised or recorded after it (AMB-44)."""
    return [
        f"{named(kind, is_own)} of {spoken(on)} was put on record on {spoken(recorded)}."
        for kind, on, recorded in sorted(records_of(known), key=lambda record: record[1])
        if recorded and on <= day < recorded and (is_own or kind != "decision")
    ]


def named(kind: str, is_own: bool) -> str:
    """Why somebody was away is for themself alone."""
    return "A time left out" if kind == "absence" and not is_own else RECORDED[kind]


def records_of(known: facts.Person) -> Iterator[tuple[str, date, date | None]]:
    """Kind, the day it applies to, and the day on which it was put on record."""
    yield from (("plr", plr.held_on, plr.finalised_on) for plr in known.plrs)
    yield from (("meeting", one.held_on, one.finalised_on) for one in known.meetings)
    yield from (("audit", one.completed_on, one.finalised_on) for one in known.audits)
    yield from (("observation", one.observed_on, one.finalised_on) for one in known.observations)
    yield from (("absence", one.start, one.recorded_on) for one in known.absences)
    yield from (("decision", one.decided_on, one.recorded_on) for one in known.decisions)
