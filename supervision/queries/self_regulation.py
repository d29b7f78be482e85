"""The page of one person's self-regulation: evidence, decisions, and where they are recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import F

from people.models import Absence, Person
from people.queries import post_of
from policy.facts import Decision
from policy.months import ONE_DAY
from policy.rulebook import Rulebook
from policy.self_regulating import Outcome, is_recorded_late, worth_a_look
from policy.weighing import Weighed
from qai.models import AuditContent, ObservationContent, Piece, SelfRegulationDecision
from qai.queries.self_regulation import Regulated, keys_of, regulated, regulates
from supervision import access
from supervision.models import PLR, DecisionRecord, GeneralMeeting
from supervision.queries.pieces import Work
from supervision.queries.reading import Openings
from supervision.rules import Rules


@dataclass(frozen=True)
class Evidence:
    """One graded piece of work, and what it did."""

    weighed: Weighed
    title: str
    grade: str
    url: str


@dataclass(frozen=True)
class Made:
    """A decision as it is read. `place`: the PLR or general meeting with it."""

    decision: SelfRegulationDecision
    outcome: str
    pieces: Sequence[dict[str, Any]]
    place: PLR | GeneralMeeting | None
    late: bool

    @property
    def is_recorded(self) -> bool:
        return self.decision.recorded_on is not None

    @property
    def in_plr(self) -> PLR | None:
        return self.place if isinstance(self.place, PLR) else None

    @property
    def has_lost_its_place(self) -> bool:
        """The PLR that it was to be recorded in was cancelled."""
        plr = self.in_plr
        return plr is not None and plr.state == PLR.State.CANCELLED


def evidence_of(shown: Sequence[Weighed], *, openings: Openings, book: Rulebook) -> list[Evidence]:
    """Those of the pieces whose contents the reader may open, in the order given."""
    contents = _contents(shown, openings.reader)
    openings.add_pieces(contents.values())
    return [
        _evidence(one, contents[one.piece.key], book) for one in shown if one.piece.key in contents
    ]


def _contents(shown: Sequence[Weighed], reader: Person) -> dict[str, Work]:
    audits = AuditContent.objects.visible_to(reader).filter(pk__in=keys_of(shown, "audit"))
    seen = ObservationContent.objects.visible_to(reader).filter(
        pk__in=keys_of(shown, "observation")
    )
    return {
        **{f"audit-{one.pk}": one for one in audits.select_related("audit__auditor")},
        **{f"observation-{one.pk}": one for one in seen.select_related("observation__observer")},
    }


def _evidence(weighed: Weighed, content: Work, book: Rulebook) -> Evidence:
    if isinstance(content, AuditContent):
        piece: Piece = content.audit
        title = f"{book.choices.audit_tools[content.audit.tool].title} by {piece.author}"
    else:
        piece = content.observation
        setting = book.choices.observation_settings[content.observation.setting].title
        title = f"Observation, {setting.lower()}, by {piece.author}"
    grade = book.grades[weighed.piece.grade].title
    return Evidence(weighed, title, grade, piece.get_absolute_url())


def decisions_about(person: Person, *, openings: Openings, book: Rulebook) -> list[Made]:
    """Latest first, each with its reason."""
    decisions = SelfRegulationDecision.objects.visible_to(openings.reader).filter(person=person)
    related = ("decided_by", "content", "record__plr", "record__meeting")
    return [made_from(one, openings, book) for one in decisions.select_related(*related)]


def made_from(decision: SelfRegulationDecision, openings: Openings, book: Rulebook) -> Made:
    """Opens its reason; the related rows are at hand."""
    content = getattr(decision, "content", None)
    record = getattr(decision, "record", None)
    if content:
        openings.add_pieces([content])
    return Made(
        decision=decision,
        outcome=book.choices.self_regulation_outcomes[decision.outcome].title,
        pieces=[_piece(piece, book) for piece in content.pieces] if content else [],
        place=(record.plr or record.meeting) if record else None,
        late=_is_late(decision, book),
    )


def _is_late(decision: SelfRegulationDecision, book: Rulebook) -> bool:
    outcome = cast(Outcome, decision.outcome)
    return is_recorded_late(Decision(decision.decided_on, outcome, decision.recorded_on), book)


def _piece(piece: dict[str, str], book: Rulebook) -> dict[str, Any]:
    grade = book.grades[piece["grade"]].title if piece["grade"] in book.grades else ""
    return {"on": date.fromisoformat(piece["on"]), "grade": grade}


def decisions_in(place: PLR | GeneralMeeting, *, openings: Openings, book: Rulebook) -> list[Made]:
    """Those that are, or will be, on record in it; for whoever sees the decision."""
    where = {"plr": place} if isinstance(place, PLR) else {"meeting": place}
    if not DecisionRecord.objects.filter(**where).exists():
        return []
    records = DecisionRecord.objects.visible_to(openings.reader).filter(**where)
    related = ("decision__decided_by", "decision__content", "plr", "meeting")
    found = []
    for record in records.select_related(*related).order_by("decision__decided_on"):
        record.decision.record = record
        found.append(made_from(record.decision, openings, book))
    return found


def for_leader(plr: PLR, *, reader: Person, rules: Rules, on: date) -> Regulated | None:
    """How it stands, for the line manager; None for a role without it and for a stand-in."""
    if not rules.role_entry.self_regulation or not access.manages(reader, plr.reportee_id):
        return None
    return regulated([plr.reportee_id], on=on)[plr.reportee_id]


def advice_about(person: Person, found: Regulated) -> list[str]:
    """On a move or a return nothing changes by itself (GAP-24)."""
    post = post_of(person_id=person.pk, on=found.on)
    return worth_a_look(
        found.standing,
        found.since,
        post_started=post.start if post else None,
        returned_on=_last_return(person, found),
        on=found.on,
        book=found.book,
    )


def _last_return(person: Person, found: Regulated) -> date | None:
    """From an absence so long that it leaves somebody out of the figures."""
    least = timedelta(days=found.book.exclusions.long_absence_days)
    ended = Absence.objects.filter(person=person, end__gte=F("start") + least - ONE_DAY)
    last = ended.order_by("-end").first()
    if last is None or last.end is None:
        return None
    return last.returned_on or last.end + ONE_DAY


def own_standing(person: Person, *, on: date, book: Rulebook) -> Regulated | None:
    """None for a role without it."""
    return regulated([person.pk], on=on)[person.pk] if regulates(person, book=book) else None


def is_last_decision(person: Person, *, by: Person, outcome: str, reason: str) -> bool:
    """Whether the last one about the person is this one."""
    decisions = SelfRegulationDecision.objects.visible_to(by).filter(person=person)
    this = decisions.filter(pk__in=decisions.values("pk")[:1], decided_by=by, outcome=outcome)
    return this.filter(content__reason=reason).exists()


def visible_decision(reader: Person, *, person: Person, pk: int) -> SelfRegulationDecision | None:
    decisions = SelfRegulationDecision.objects.visible_to(reader)
    return decisions.filter(person=person, pk=pk).first()
