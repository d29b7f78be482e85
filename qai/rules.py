"""The policy in force for one piece of work, and the role in which it was done."""

from dataclasses import dataclass

from django.http import Http404

from people.queries import post_of
from people.rules import book_on
from policy.rulebook import Rulebook
from policy.rulebook.qai import Source, Tool
from qai.models import Audit, Observation, Piece


class NoPost(Http404):
    """The person was never posted, so no policy says how their work is looked at."""


@dataclass(frozen=True)
class Rules:
    """No source: an observation."""

    book: Rulebook
    role: str
    tool: Tool
    source: Source | None


def rules_for(piece: Piece) -> Rules:
    """By the role on the day on which the work was looked at. Raises NoPost."""
    book = book_on(piece.day)
    post = post_of(person_id=piece.person_id, on=piece.day)
    if post is None:
        raise NoPost
    tool, source = tool_and_source(piece, book)
    return Rules(book=book, role=post.role, tool=tool, source=source)


def tool_and_source(piece: Piece, book: Rulebook) -> tuple[Tool, Source | None]:
    match piece:
        case Audit():
            return book.qai.tools[piece.tool], book.qai.sources[piece.source]
        case Observation():
            setting = book.qai.settings[piece.setting]
            return book.qai.observations[setting.tool], None
    raise TypeError(piece)
