"""Audits and observations of somebody's work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from exchange.demo.away import Away
from exchange.demo.corpus import Writer
from exchange.demo.days import days_before, working_day_before, working_days_from
from exchange.demo.grades import BANDS, grade_near
from exchange.demo.situations import FCA
from exchange.demo.staff import Member, Organisation
from policy.calendar import working_day_on_or_before

MANAGERS_OF_PEOPLE = (
    "service_manager", "senior_service_manager", "head_of_practice", "business_services_manager",
    "team_leader", "corporate_manager",
)  # fmt: skip
FULL, BUSINESS = (68, 92), (130, 190)
OBSERVED = (235, 395)
SETTINGS = {
    FCA: ("children", "adults", "court", "children", "screening_interview"),
    "practice_supervisor": ("group_supervision",),
}
# Beside the audits of supervision: tool, source, how many a year.
OTHER_AUDITS = (
    ("quick", "supervision", 0.45),
    ("full", "nis", 0.12),
    ("full", "hop_ad", 0.10),
    ("case_plan", "supervision", 0.08),
    ("full", "cmt", 0.02),
    ("full", "director", 0.01),
)
# The last piece of work in some situations: days ago, grade.
ENDINGS = {
    "considered": ((6, "requires_improvement"),),
    "withdrawn": ((63, "requires_improvement"), (18, "good")),
    "safe_requires_improvement": ((33, "requires_improvement"),),
}
ALL_GOOD = ("considered", "withdrawn", "self_regulating")


@dataclass(frozen=True)
class Piece:
    """`setting` of an observation; the others are of an audit."""

    day: date
    grade: str
    by: str
    finalised_on: date | None
    strengths: str
    learning: str
    setting: str = ""
    case_reference: str = ""
    tool: str = ""
    source: str = ""
    format: str = ""


@dataclass
class Assessing:
    member: Member
    organisation: Organisation
    absences: Sequence[Away]
    level: float
    rng: Random
    writer: Writer

    @property
    def begin(self) -> date:
        return max(self.organisation.records_start, self.member.joined + timedelta(days=25))

    @property
    def end(self) -> date:
        left = self.member.left or self.organisation.today
        return min(left, working_days_from(self.organisation.today, -2))

    def days(self, gap: tuple[int, int]) -> Iterator[date]:
        """Working days so far apart, at work."""
        day = self.begin + timedelta(days=self.rng.randrange(gap[1]))
        while day <= self.end:
            away = next((away for away in self.absences if day in away), None)
            if away and away.end is None:
                return
            if away and away.end:
                day = away.end + timedelta(days=self.rng.randrange(8, 30))
                continue
            yield working_day_on_or_before(day)
            day += timedelta(days=self.rng.randrange(*gap))

    def grade(self) -> str:
        least = 3 if self.member.situation in ALL_GOOD else 1
        return grade_near(self.level, self.rng, least=least)

    def finalised(self, day: date) -> date | None:
        """A few working days later; not yet, when that is still to come."""
        found = working_days_from(day, self.rng.choice((0, 0, 1, 2, 4)))
        return found if found <= self.organisation.today else None


def pieces_of(assessing: Assessing) -> list[Piece]:
    """In order of day."""
    member = assessing.member
    found = [*audits(assessing), *other_audits(assessing), *observations(assessing)]
    endings = ENDINGS.get(member.situation, ())
    if endings:
        first = days_before(assessing.organisation.today, endings[0][0] + 5)
        found = [piece for piece in found if piece.day < first]
        found += [last_piece(assessing, ago, grade) for ago, grade in endings]
    unique = {(piece.day, piece.setting, piece.tool): piece for piece in found}
    return sorted(unique.values(), key=lambda piece: (piece.day, piece.grade, piece.setting))


def audits(assessing: Assessing) -> Iterator[Piece]:
    """On the full tool by turns alone and together; of business services on its own tool."""
    role = assessing.member.post.role
    if role == FCA:
        together = assessing.rng.random() < 0.5
        for day in assessing.days(FULL):
            if assessing.rng.random() > 0.12:
                together = not together
            form = "collaborative" if together else "normal"
            if by := supervisor_or_manager(assessing, day):
                yield audit(assessing, day, by, assessing.grade(), format=form)
    elif role == "business_services_officer":
        for day in assessing.days(BUSINESS):
            if by := assessing.member.manager_on(day):
                yield audit(assessing, day, by, assessing.grade(), tool="business_services")


def other_audits(assessing: Assessing) -> Iterator[Piece]:
    if assessing.member.post.role != FCA:
        return
    for tool, source, a_year in OTHER_AUDITS:
        gap = int(365 / a_year)
        for day in assessing.days((max(20, gap // 2), gap * 3 // 2)):
            by = auditor_from(assessing, source, day)
            started = assessing.member.post_on(day).start
            is_new = tool == "quick" and day < started + timedelta(days=190)
            if by and by != assessing.member.staff_number and not is_new:
                yield audit(assessing, day, by, assessing.grade(), tool=tool, source=source)


def auditor_from(assessing: Assessing, source: str, day: date) -> str | None:
    if source == "hop_ad":
        return assessing.organisation.managers_manager_on(assessing.member, day)
    if source in ("nis", "cmt", "director"):
        return assessing.rng.choice(assessing.organisation.granted(source))
    return supervisor_or_manager(assessing, day)


def supervisor_or_manager(assessing: Assessing, day: date) -> str | None:
    supervisor = assessing.member.practice_supervisor_on(day)
    if supervisor and assessing.rng.random() < 0.6:
        return supervisor
    return assessing.member.manager_on(day)


def audit(
    assessing: Assessing,
    day: date,
    by: str,
    grade: str,
    *,
    tool: str = "full",
    source: str = "supervision",
    format: str = "",
) -> Piece:
    strengths, learning = audit_texts(assessing.writer, tool, grade)
    return Piece(
        day=day,
        grade=grade,
        by=by,
        finalised_on=assessing.finalised(day),
        strengths=strengths,
        learning=learning,
        case_reference=case_reference(assessing.rng),
        tool=tool,
        source=source,
        format=format,
    )


def audit_texts(writer: Writer, tool: str, grade: str) -> tuple[str, str]:
    if tool == "business_services":
        return writer.draw("audit.business.strengths.any"), writer.draw(
            "audit.business.learning.any"
        )
    if tool != "full":
        return writer.draw("audit.quick.strengths.any"), writer.draw("audit.quick.learning.any")
    band = BANDS[grade]
    strengths = [writer.draw(f"audit.case.strengths.{band}")]
    if band == "strong":
        strengths.append(writer.draw("audit.case.strengths.strong"))
    return " ".join(strengths), writer.draw(f"audit.case.learning.{band}")


def case_reference(rng: Random) -> str:
    return f"C{rng.randrange(10_000, 100_000)}"


def observations(assessing: Assessing) -> Iterator[Piece]:
    role = assessing.member.post.role
    settings = SETTINGS.get(role)
    if settings is None:
        settings = ("supervision",) if role in MANAGERS_OF_PEOPLE else ()
    for day in assessing.days(OBSERVED) if settings else ():
        if by := supervisor_or_manager(assessing, day):
            setting = assessing.rng.choice(settings)
            yield Piece(
                day=day,
                grade=assessing.grade(),
                by=by,
                finalised_on=assessing.finalised(day),
                strengths=assessing.writer.draw(f"observation.{setting}.strengths"),
                learning=assessing.writer.draw(f"observation.{setting}.learning"),
                setting=setting,
            )


def last_piece(assessing: Assessing, days_ago: int, grade: str) -> Piece:
    day = working_day_before(assessing.organisation.today, days_ago)
    by = supervisor_or_manager(assessing, day)
    return audit(assessing, day, by or "", grade, format="normal")
