"""What whoever writes an audit or observation has before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from people.models import Person
from people.views.finding import or_404
from policy.completeness import Gap
from policy.piece_gaps import PieceFacts, gaps_in_piece
from policy.rulebook.qai import Tool
from qai.forms.piece import PieceForm
from qai.models import Audit, AuditPart, Piece, Theme
from qai.queries.guards import refusal_for
from qai.queries.reading import Content, Opened, content_in_work, note_opening, part_of
from qai.queries.themes import offered_to, titles_in
from qai.rules import Rules, rules_for
from qai.words import PieceInWords, piece_in_words


@dataclass(frozen=True)
class Desk:
    """`part`: the other voice, once it is handed over. `refused`: why the tool is barred."""

    piece: Piece
    writer: Person
    rules: Rules
    draft: Content
    part: AuditPart | None
    refused: str | None
    themes: Sequence[Theme]

    @property
    def tool(self) -> Tool:
        return self.rules.tool

    @property
    def waits_for_part(self) -> bool:
        piece = self.piece
        return isinstance(piece, Audit) and piece.is_collaborative and not piece.part_handed_over_at

    @property
    def owners(self) -> list[Person]:
        """Who can be given an action: both sides of the piece."""
        return [self.piece.person, self.piece.author]

    def form(self, data: Mapping[str, Any] | None = None) -> PieceForm:
        return PieceForm(
            data,
            rulebook=self.rules.book,
            role=self.rules.role,
            body=self.draft.as_body(),
            tool=self.tool,
            owners=self.owners,
            themes=self.themes,
            asks_alone=self.waits_for_part,
        )

    def gaps(self, *, today: date) -> tuple[Gap, ...]:
        facts = PieceFacts(
            tool=self.tool,
            source=self.rules.source,
            done_on=self.piece.day,
            today=today,
            waits_for_part=self.waits_for_part,
            refused=self.refused,
        )
        return gaps_in_piece(self.draft.as_body(), rulebook=self.rules.book, facts=facts)

    def show(self) -> None:
        """For a page on which the other voice can be read."""
        note_opening(self.piece, Opened(self.draft, self.part), reader=self.writer)

    def in_words(self) -> PieceInWords:
        """The draft as the practitioner will read it."""
        return piece_in_words(
            self.draft.as_body(),
            tool=self.tool,
            book=self.rules.book,
            names={owner.pk: owner.name for owner in self.owners},
            part=self.part.body if self.part else None,
            themes=titles_in(self.draft.as_body()),
        )


def desk_for(piece: Piece, *, writer: Person) -> Desk:
    is_audit = isinstance(piece, Audit)
    draft = or_404(content_in_work(piece, writer=writer))
    return Desk(
        piece=piece,
        writer=writer,
        rules=rules_for(piece),
        draft=draft,
        part=part_of(piece, reader=writer),
        refused=refusal_for(piece, today=timezone.localdate()) if is_audit else None,
        themes=offered_to(draft.as_body()),
    )
