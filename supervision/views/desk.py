"""What whoever writes a record has before them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from people.models import Person
from policy import grading
from policy.completeness import Circumstances, Gap, gaps_in_record, graded
from policy.rulebook import Leading
from supervision.forms import RecordForm
from supervision.models import PLR, ActionContent, Record
from supervision.queries import pieces, preparing, reading
from supervision.rules import Rules, leading_of, rules_for
from supervision.views.finding import or_404


@dataclass(frozen=True)
class Desk:
    plr: PLR
    writer: Person
    rules: Rules
    draft: Record
    leading: Leading
    open_actions: list[ActionContent]

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
        work = pieces.graded_pieces(self.plr, rules=self.rules)
        return grading.propose(grades, [piece.grade for piece in work], self.rules.book)

    def gaps(self, proposal: grading.GradeProposal | None) -> tuple[Gap, ...]:
        facts = Circumstances(
            role=self.rules.role,
            leading=self.leading,
            self_assessed=self.plr.is_shared,
            open_actions=[content.pk for content in self.open_actions],
            proposed_grade=proposal.grade if proposal else None,
            today=timezone.localdate(),
        )
        return gaps_in_record(self.draft.body, rulebook=self.rules.book, facts=facts)

    def log_opening(self) -> None:
        """To be called where a page shows the draft and the open actions."""
        reading.log_record(self.plr, reader=self.writer)
        reading.open_pieces(self.open_actions, reader=self.writer)


def desk_for(request: HttpRequest, plr: PLR) -> Desk:
    rules = rules_for(plr)
    return Desk(
        plr=plr,
        writer=request.user,
        rules=rules,
        draft=or_404(reading.record_in_work(plr, writer=request.user)),
        leading=leading_of(plr, rules, writer=request.user),
        open_actions=preparing.open_actions(plr.reportee_id, reader=request.user),
    )
