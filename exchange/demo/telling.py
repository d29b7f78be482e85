"""One life as rows: what the import format does not carry of its PLRs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from exchange.demo.corpus import Writer, pool
from exchange.demo.days import stream, working_days_from
from exchange.demo.development import Developing, Step, steps_of
from exchange.demo.lives import Life
from exchange.demo.moments import evening, moment, working_moment
from exchange.demo.reviews import Review
from exchange.demo.rows import Rows
from exchange.demo.staff import Organisation
from exchange.demo.writing import (
    Body,
    Writing,
    amended,
    begun_record,
    half_a_self_assessment,
    record,
    self_assessment,
)
from people.models import Reading
from policy.calendar import working_day_on_or_before
from policy.months import ONE_DAY
from policy.rulebook import Rulebook
from supervision.actions.recording import plain_values
from supervision.models import PLR, Rearrangement, Record, SelfAssessment

Version = Record.history.model
HALF_HOURS = (19, 20, 22, 27, 28, 30)  # since midnight


@dataclass
class Telling:
    life: Life
    organisation: Organisation
    book: Rulebook
    ids: Mapping[str, int]
    stored: Mapping[tuple[int, date, str], PLR]
    now: datetime
    action_keys: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        member = self.life.member
        words = stream(self.organisation.seed, member.staff_number, "words")
        self.writer = Writer(words, member.post.role)
        self.steps: list[Step] = steps_of(
            Developing(
                person=member.staff_number,
                situation=member.situation,
                reviews=self.life.reviews,
                months=self.book.roles[member.post.role].plr_months,
                writer=self.writer,
                today=self.organisation.today,
            )
        )

    @property
    def rng(self) -> Random:
        return self.writer.rng

    def plr(self, review: Review) -> PLR:
        return self.stored[self.ids[self.life.member.staff_number], review.day, review.state]

    def tell(self, rows: Rows) -> None:
        for review in self.life.reviews:
            writing = self.writing(review)
            plr = self.facts(review)
            rows.add(plr, self.self_assessment(writing, review, plr))
            rows.add(*self.record(writing, review, plr))
            rows.add(*self.rearrangements(review, plr), *self.readings(review, plr))

    def writing(self, review: Review) -> Writing:
        """In the role of that day."""
        role = self.life.member.post_on(review.day).role
        writer = self.writer.in_role(role)
        return Writing(writer, role, self.book, self.life.pieces, self.steps, self.ids)

    def facts(self, review: Review) -> PLR:
        """When and where it was, who read and answered it."""
        plr = self.plr(review)
        half_hours = self.rng.choice(HALF_HOURS)
        plr.starts_at = moment(review.day, half_hours // 2, half_hours % 2 * 30).time()
        plr.place = self.place(review)
        plr.created_at = self.at(review.planned_on)
        plr.self_assessment_shared_at = self.at(review.shared_on)
        plr.answer = review.answer
        plr.answered_at = self.at(review.answered_on)
        if review.finalised_on:
            plr.finalised_at = self.at(review.finalised_on)
        if review.disagreement_with:
            plr.disagreement_with_id = self.ids[review.disagreement_with]
        plr.disagreement_settled_at = self.at(review.settled_on)
        if review.state == PLR.State.CANCELLED:
            plr.cancelled_at = self.at(working_days_from(review.day, -2))
        return plr

    def at(self, day: date | None) -> datetime | None:
        """On a day until today, at a time until now."""
        return min(working_moment(day, self.rng), self.now) if day else None

    def place(self, review: Review) -> str:
        """A room where the team is, or online."""
        office = self.organisation.office_of(self.life.member.post_on(review.day).unit)
        return self.rng.choice(pool("places.rooms")).replace("{office}", office)

    def self_assessment(self, writing: Writing, review: Review, plr: PLR) -> SelfAssessment:
        """Shared, half written, or not begun."""
        body: Body = {}
        saved_at = None
        if review.shared_on:
            body, saved_at = self_assessment(writing, review), plr.self_assessment_shared_at
        elif review.writing == "half":
            body = half_a_self_assessment(writing, review)
            saved_at = evening(
                working_day_on_or_before(self.organisation.today - ONE_DAY), self.rng
            )
        version = self.rng.randrange(4, 40) if body else 1
        return SelfAssessment(plr=plr, body=body, version=version, saved_at=saved_at)

    def record(self, writing: Writing, review: Review, plr: PLR) -> list[Record | Version]:
        """Empty before the meeting; with its versions once it is finalised."""
        if review.state == PLR.State.HELD:
            return [self.begun(writing, review, plr)]
        if not review.is_final:
            return [Record(plr=plr)]
        body = record(writing, review, self.action_keys)
        found = Record(
            plr=plr,
            body=body,
            version=self.rng.randrange(6, 60),
            saved_at=plr.finalised_at,
            overall_grade=review.overall_grade,
            override_evidence=body.get("override_evidence", ""),
            grade_inputs=plain_values(review.proposal),
            reportee_comment=self.comment(review),
            settlement=self.writer.draw("settlement.any") if review.settled_on else "",
        )
        versions = [version(found, plr.finalised_at, "Finalised")]
        if review.amended_on:
            found.body = amended(writing, body)
            reason = self.writer.draw("amendment.reason")
            versions.append(version(found, self.at(review.amended_on), reason))
        return [found, *versions]

    def begun(self, writing: Writing, review: Review, plr: PLR) -> Record:
        saved_at = self.at(review.day)
        return Record(plr=plr, body=begun_record(writing, review), version=3, saved_at=saved_at)

    def comment(self, review: Review) -> str:
        if review.answer == PLR.Answer.DISAGREE:
            return self.writer.draw("disagreement.any")
        return self.writer.draw("comment.any") if review.answer and self.writer.maybe(0.3) else ""

    def rearrangements(self, review: Review, plr: PLR) -> list[Rearrangement]:
        by = self.ids[review.led_by]
        if review.state == PLR.State.CANCELLED:
            return [
                Rearrangement(
                    plr=plr,
                    kind=Rearrangement.Kind.CANCELLED,
                    from_day=review.day,
                    reason=review.reason,
                    by_id=by,
                    at=plr.cancelled_at,
                )
            ]
        if review.earlier_day is None:
            return []
        at = self.at(min(working_days_from(review.earlier_day, -1), self.organisation.today))
        return [
            Rearrangement(
                plr=plr,
                kind=Rearrangement.Kind.MOVED,
                from_day=review.earlier_day,
                to_day=review.day,
                by_id=by,
                at=at,
            )
        ]

    def readings(self, review: Review, plr: PLR) -> list[Reading]:
        """The manager read the self-assessment, the reportee the record."""
        found = []
        basis = Reading.Basis.STAND_IN if review.stand_in else Reading.Basis.LINE
        if review.shared_on and review.shared_on < self.organisation.today:
            day = min(working_days_from(review.shared_on, 1), self.organisation.today)
            found.append(self.reading(plr, review.led_by, "selfassessment", basis, day))
        if review.answered_on:
            own = self.life.member.staff_number
            found.append(self.reading(plr, own, "record", Reading.Basis.SELF, review.answered_on))
        if review.settled_on and review.disagreement_with:
            asked = Reading.Basis.DISAGREEMENT
            found.append(
                self.reading(plr, review.disagreement_with, "record", asked, review.settled_on)
            )
        return found

    def reading(self, plr: PLR, reader: str, kind: str, basis: str, day: date) -> Reading:
        return Reading(
            reader_id=self.ids[reader],
            about_id=plr.reportee_id,
            record_kind=kind,
            record_id=plr.pk,
            basis=basis,
            at=self.at(day),
        )


def version(found: Record, at: datetime | None, reason: str) -> Version:
    """As the application keeps it when a record is finalised or amended."""
    values = {name.attname: getattr(found, name.attname) for name in Version.tracked_fields}
    return Version(
        history_date=at,
        history_type="~",
        history_change_reason=reason,
        history_user_id=found.plr.led_by_id,
        **values,
    )
