"""What whoever writes a record has before them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from people.models import Person
from policy import grading
from policy.completeness import Circumstances, Gap, gaps_in_record, graded
from policy.rulebook import Leading
from supervision.forms import RecordForm
from supervision.models import PLR, ActionContent, Record
from supervision.queries import preparing
from supervision.queries.past import Past, past_of
from supervision.queries.pieces import Work, work_of
from supervision.queries.reading import Openings, record_in_work
from supervision.rules import Rules, rules_and_leading
from supervision.views.finding import or_404

Actions = Callable[..., Sequence[ActionContent]]


@dataclass(frozen=True)
class Desk:
    plr: PLR
    writer: Person
    rules: Rules
    draft: Record
    leading: Leading
    open_actions: Sequence[ActionContent]

    @cached_property
    def past(self) -> Past:
        return past_of(self.plr.reportee_id)

    @cached_property
    def work(self) -> Sequence[Work]:
        return work_of(self.plr, self.past, reader=self.writer, rules=self.rules)

    def form(self, data: Mapping[str, Any] | None = None) -> RecordForm:
        return RecordForm(
            data,
            rulebook=self.rules.book,
            role=self.rules.role,
            body=self.draft.body,
            owners=self.owners,
            open_actions=self.open_actions,
            asks_leader_reason=self.leading.outcome != "allowed",
            self_assessed=self.plr.is_shared,
        )

    @property
    def owners(self) -> list[Person]:
        """Who can be given an action: both sides of the PLR."""
        return list(dict.fromkeys([self.plr.reportee, self.plr.led_by, self.writer]))

    def proposal(self, body: Mapping[str, Any]) -> grading.GradeProposal | None:
        grades = graded(body)
        if not grades:
            return None
        return grading.propose(grades, [piece.grade for piece in self.work], self.rules.book)

    def gaps(self, proposal: grading.GradeProposal | None) -> tuple[Gap, ...]:
        facts = Circumstances(
            role=self.rules.role,
            leading=self.leading,
            self_assessed=self.plr.is_shared,
            open_actions={one.pk: one.action.due_on for one in self.open_actions},
            proposed_grade=proposal.grade if proposal else None,
            today=timezone.localdate(),
        )
        return gaps_in_record(self.draft.body, rulebook=self.rules.book, facts=facts)

    def show(self, openings: Openings) -> None:
        """For a page on which the draft and the open actions can be read."""
        openings.add_record(self.plr)
        openings.add_pieces(self.open_actions)


def desk_for(request: HttpRequest, plr: PLR, *, actions: Actions = preparing.open_actions) -> Desk:
    rules, leading = rules_and_leading(plr, writer=request.user)
    return Desk(
        plr=plr,
        writer=request.user,
        rules=rules,
        draft=or_404(record_in_work(plr, writer=request.user)),
        leading=leading,
        open_actions=actions(plr.reportee_id, reader=request.user),
    )
