"""The years of one person in the organisation, as plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

from exchange.demo.away import Away, absences_of
from exchange.demo.corpus import Writer
from exchange.demo.days import days_before, stream
from exchange.demo.grades import level_of
from exchange.demo.meetings import Meeting, meetings_of
from exchange.demo.pieces import Assessing, Piece, pieces_of
from exchange.demo.regulation import Decision, Regulating, decisions_of
from exchange.demo.reviews import Review, Reviewing, reviews_of
from exchange.demo.staff import Member, Organisation
from policy.rulebook import Rulebook

# Kind, days ago it began, days ago it ended.
MATTERS = {
    "performance_matter": ("formal", 74, None),
    "safe_requires_improvement": ("informal", 14, None),
    "withdrawn": ("informal", 58, 20),
}


@dataclass(frozen=True)
class Matter:
    kind: str
    start: date
    end: date | None


@dataclass
class Life:
    member: Member
    absences: list[Away]
    pieces: list[Piece]
    reviews: list[Review]
    meetings: list[Meeting]
    decisions: list[Decision]
    matters: list[Matter]


def live(member: Member, organisation: Organisation, book: Rulebook) -> Life:
    """The same for the same seed, day and staff number."""
    rng = stream(organisation.seed, member.staff_number)
    writer = Writer(rng, member.post.role)
    level = level_of(rng)
    begin, today = organisation.records_start, organisation.today
    absences = absences_of(member, rng, begin=begin, today=today)
    assessing = Assessing(member, organisation, absences, level, rng, writer)
    pieces = pieces_of(assessing)
    reviews = reviews_of(Reviewing(member, organisation, absences, pieces, level, rng, book))
    decisions = decisions_of(Regulating(member, pieces, reviews, rng, today))
    return Life(
        member=member,
        absences=absences,
        pieces=pieces,
        reviews=reviews,
        meetings=meetings_of(assessing, decisions),
        decisions=decisions,
        matters=matters_of(assessing),
    )


def matters_of(assessing: Assessing) -> list[Matter]:
    """Few have one; most of those are closed."""
    today, rng = assessing.organisation.today, assessing.rng
    if found := MATTERS.get(assessing.member.situation):
        kind, began, ended = found
        return [Matter(kind, days_before(today, began), ended and days_before(today, ended))]
    if rng.random() > 0.02 or assessing.begin >= assessing.end:
        return []
    start = assessing.begin + timedelta(days=rng.randrange((assessing.end - assessing.begin).days))
    end = start + timedelta(days=rng.randrange(30, 150))
    return [Matter(rng.choice(("formal", "informal")), start, end if end < today else None)]
