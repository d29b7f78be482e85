"""The PLRs of one person: when they were held, by whom, and with which grades."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from exchange.demo.away import Away
from exchange.demo.days import days_before, one_of, working_day_before, working_days_from
from exchange.demo.endings import ENDINGS, Ending, usual_ending
from exchange.demo.grades import BY_POINTS, POINTS, grade_near, self_grade_near
from exchange.demo.pieces import Piece
from exchange.demo.staff import Member, Organisation
from policy.grading import GradeProposal, propose
from policy.rulebook import Rulebook

# Days between two PLRs: mostly in time, some late; more often in the first months.
THREE_MONTHLY = ((77, 1), (80, 2), (84, 4), (87, 4), (90, 4), (92, 1.2), (95, 0.7), (98, 0.4))
SIX_MONTHLY = ((154, 1), (165, 3), (174, 4), (180, 4), (184, 1), (192, 0.6), (200, 0.3))
WRITTEN_UP = ((0, 3), (1, 4), (2, 4), (3, 3), (5, 2), (8, 1.5), (12, 0.5), (18, 0.3))
STARTER_DAYS = 183
REASONS = ("court", "court", "reportee_away", "manager_away", "urgent_work", "other")
CANCELLED_REASON = {"long_term_sick": "reportee_away", "cancelled": "court"}


@dataclass
class Review:
    """A PLR. `day`: held, or planned. `earlier_day`: it was moved from there."""

    day: date
    state: str
    led_by: str
    planned_on: date
    stand_in: bool = False
    finalised_on: date | None = None
    standards: dict[str, str] = field(default_factory=dict)
    self_standards: dict[str, str] | None = None
    shared_on: date | None = None
    writing: str = ""
    proposal: GradeProposal | None = None
    overall_grade: str = ""
    override: str = ""
    answer: str = ""
    answered_on: date | None = None
    disagreement_with: str | None = None
    settled_on: date | None = None
    amended_on: date | None = None
    earlier_day: date | None = None
    reason: str = ""

    @property
    def is_final(self) -> bool:
        return self.state == "finalised"


@dataclass
class Reviewing:
    member: Member
    organisation: Organisation
    absences: Sequence[Away]
    pieces: Sequence[Piece]
    level: float
    rng: Random
    book: Rulebook

    @property
    def today(self) -> date:
        return self.organisation.today

    def months_on(self, day: date) -> int:
        return self.book.roles[self.member.post_on(day).role].plr_months

    def away_on(self, day: date) -> Away | None:
        return next((away for away in self.absences if day in away), None)

    def ago(self, number: int | None) -> date | None:
        return None if number is None else working_days_from(self.today, -number)


def reviews_of(reviewing: Reviewing) -> list[Review]:
    """In order of day; nobody has one without a line manager."""
    member = reviewing.member
    ending = ENDINGS.get(member.situation) or usual_ending(
        reviewing.months_on(reviewing.today), reviewing.rng
    )
    if member.left and member.left < reviewing.today:
        found = leavers_reviews(reviewing)
    else:
        found = [*held_reviews(reviewing, ending), *open_reviews(reviewing, ending)]
    grade_all(reviewing, [review for review in found if review.state in ("held", "finalised")])
    return found


def leavers_reviews(reviewing: Reviewing) -> list[Review]:
    left = reviewing.member.left or reviewing.today
    last = working_day_before(left, reviewing.rng.randrange(10, 80))
    return [one_held(reviewing, day) for day in held_days(reviewing, last) if day <= left]


def held_reviews(reviewing: Reviewing, ending: Ending) -> list[Review]:
    last = reviewing.ago(ending.held)
    if last is None:
        return []
    found = [one_held(reviewing, day) for day in held_days(reviewing, last)]
    if found and found[-1].day == last:
        put_ending(reviewing, found[-1], ending)
    return [review for review in found if review.led_by]


def held_days(reviewing: Reviewing, last: date) -> list[date]:
    """Back from the last to the first that the records hold."""
    rng, member = reviewing.rng, reviewing.member
    first_line = member.lines[0].start if member.lines else date.max
    begin = max(
        reviewing.organisation.records_start, member.joined + timedelta(days=20), first_line
    )
    days: list[date] = []
    day = last
    while day >= begin:
        away = reviewing.away_on(day)
        if away is None:
            days.append(day)
            day = working_day_before(day, gap_before(reviewing, day))
        else:
            day = working_day_before(away.start, rng.randrange(4, 40))
    return sorted(days)


def gap_before(reviewing: Reviewing, day: date) -> int:
    started = reviewing.member.post_on(day).start
    months = reviewing.months_on(day)
    if days_before(day, STARTER_DAYS) < started:
        return reviewing.rng.randrange(44, 62) * months // 3
    return one_of(reviewing.rng, THREE_MONTHLY if months == 3 else SIX_MONTHLY)


def one_held(reviewing: Reviewing, day: date) -> Review:
    """Finalised and read; mostly with a self-assessment."""
    rng, today = reviewing.rng, reviewing.today
    finalised_on = min(working_days_from(day, one_of(rng, WRITTEN_UP)), today)
    answered_on = working_days_from(finalised_on, rng.randrange(1, 9))
    shared = rng.random() < 0.93
    review = Review(
        day=day,
        state="finalised",
        led_by=reviewing.member.manager_on(day) or "",
        planned_on=working_day_before(day, rng.randrange(20, 80)),
        finalised_on=finalised_on,
        shared_on=working_days_from(day, -rng.randrange(1, 7)) if shared else None,
    )
    reads = rng.random() < 0.96 or reviewing.member.situation
    if answered_on <= today and reads:
        review.answer, review.answered_on = "seen", answered_on
    if rng.random() < 0.07:
        review.earlier_day = working_day_before(day, rng.randrange(2, 9))
    if rng.random() < 0.012:
        lead_from_above(reviewing, review)
    if rng.random() < 0.035:
        review.override = rng.choice(("up", "down"))
    return review


def lead_from_above(reviewing: Reviewing, review: Review) -> None:
    above = reviewing.organisation.managers_manager_on(reviewing.member, review.day)
    if above and reviewing.member.post_on(review.day).role == "family_court_adviser":
        review.led_by, review.stand_in = above, True


def put_ending(reviewing: Reviewing, review: Review, ending: Ending) -> None:
    """The last one as the situation has it."""
    review.answer, review.answered_on = "", None
    review.finalised_on = reviewing.ago(ending.finalised)
    if review.finalised_on is None:
        review.state = "held"
        return
    review.shared_on = review.shared_on or working_days_from(review.day, -2)
    review.answered_on = reviewing.ago(ending.answered)
    if review.answered_on:
        review.answer = "disagree" if ending.disagrees else "seen"
    if ending.disagrees:
        above = reviewing.organisation.managers_manager_on(reviewing.member, review.day)
        review.disagreement_with, review.settled_on = above, reviewing.ago(ending.settled)
    review.amended_on = reviewing.ago(ending.amended)
    review.override = ending.override or review.override


def open_reviews(reviewing: Reviewing, ending: Ending) -> Iterator[Review]:
    """The one that is planned, or was cancelled and has no new date."""
    member, today = reviewing.member, reviewing.today
    manager = member.manager_on(today)
    if manager is None or ((away := reviewing.away_on(today)) and away.end is None):
        manager = manager if ending.cancelled else None
    if manager and ending.cancelled is not None:
        day = working_days_from(today, -ending.cancelled)
        reason = CANCELLED_REASON.get(member.situation, "other")
        yield Review(day, "cancelled", manager, working_day_before(day, 40), reason=reason)
    elif manager and ending.planned is not None:
        day = working_days_from(today, ending.planned)
        planned_on = working_day_before(today, reviewing.rng.randrange(3, 40))
        review = Review(day, "scheduled", manager, max(planned_on, member.joined))
        review.writing = ending.writing
        if ending.writing == "shared":
            review.shared_on = working_days_from(today, -reviewing.rng.randrange(1, 4))
        if ending.led_above:
            lead_from_above(reviewing, review)
        if member.left is None or day <= member.left:
            yield review


def grade_all(reviewing: Reviewing, held: Sequence[Review]) -> None:
    """Standards by turns, so that all are assessed within a year; the grade that follows."""
    narrow = reviewing.rng.random() < 0.08 and not reviewing.member.situation
    since: date | None = None
    for place, review in enumerate(held):
        is_last = place == len(held) - 1
        keys = standards_for(reviewing, review.day, len(held) - place, narrow)
        for key in keys:
            review.standards[key] = grade_for(reviewing, key, is_last)
        if review.shared_on:
            review.self_standards = {
                key: self_grade_near(grade, reviewing.rng)
                for key, grade in review.standards.items()
            }
        review.proposal = propose(
            review.standards, qai_between(reviewing.pieces, since, review.day), reviewing.book
        )
        if review.is_final:
            put_overall_grade(review)
            since = review.day


def standards_for(reviewing: Reviewing, day: date, turn: int, narrow: bool) -> list[str]:
    """Safe in every second of the three-monthly ones, and in each of the others."""
    keys = list(reviewing.book.standards)
    safe, others = keys[0], keys[1:]
    months = reviewing.months_on(day)
    number = 1 if narrow else 2 if months == 3 else 3
    chosen = {others[(turn * number + step) % (3 if narrow else 5)] for step in range(number)}
    is_new = reviewing.member.situation == "starter_month_5"
    if (turn % 2 or months > 3) and not is_new:
        chosen.add(safe)
    return [key for key in keys if key in chosen]


def grade_for(reviewing: Reviewing, standard: str, is_last: bool) -> str:
    """Safe is seldom graded requires improvement."""
    in_question = reviewing.member.situation == "safe_requires_improvement"
    if standard == "safe" and is_last and in_question:
        return "requires_improvement"
    grade = grade_near(reviewing.level, reviewing.rng)
    if standard == "safe" and grade == "requires_improvement" and reviewing.rng.random() < 0.8:
        return "met"
    return grade


def qai_between(pieces: Sequence[Piece], since: date | None, day: date) -> tuple[str, ...]:
    """From the day after the last PLR to this one."""
    found = sorted(
        (piece.day, piece.grade)
        for piece in pieces
        if piece.finalised_on and piece.day <= day and (since is None or piece.day > since)
    )
    return tuple(grade for _, grade in found)


def put_overall_grade(review: Review) -> None:
    """The proposed one, or the next to it where the manager has evidence for that."""
    assert review.proposal
    points = POINTS[review.proposal.grade]
    if review.override:
        points = points + 1 if review.override == "up" else points - 1
    review.overall_grade = BY_POINTS.get(points, review.proposal.grade)
    if review.overall_grade == review.proposal.grade:
        review.override = ""
