"""An audit or observation in words, to be read from top to bottom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policy.rulebook import Rulebook
from policy.rulebook.qai import Tool
from qai.models import Audit, Observation, Piece
from qai.rules import tool_and_source

Body = Mapping[str, Any]


@dataclass(frozen=True)
class DomainInWords:
    """`part`: the practitioner's words on the same domain."""

    key: str
    title: str
    grade: str
    notes: str
    answers: tuple[tuple[str, str], ...]
    part: str


@dataclass(frozen=True)
class FindingInWords:
    title: str
    text: str
    part: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PieceInWords:
    domains: tuple[DomainInWords, ...]
    findings: tuple[FindingInWords, ...]
    grade: str
    confirmed: str
    discussion: str
    alone_reason: str
    actions: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Heading:
    """What is said about a piece beside its findings; facts alone."""

    title: str
    kind: str
    rows: tuple[tuple[str, str], ...]


def heading_of(piece: Piece, book: Rulebook, *, with_case: bool = True) -> Heading:
    """The case is for those who read what was found in it."""
    choices = book.choices
    match piece:
        case Audit():
            form = choices.audit_formats.get(piece.format)
            rows = [
                ("Tool", choices.audit_tools[piece.tool].title),
                ("Format", form.title if form else ""),
                ("In the name of", choices.audit_sources[piece.source].title),
            ]
        case Observation():
            rows = [("Setting", choices.observation_settings[piece.setting].title)]
        case _:
            raise TypeError(piece)
    if with_case:
        rows.append(("Case reference", piece.case_reference))
    tool, _ = tool_and_source(piece, book)
    return Heading(tool.title, piece.thing, tuple((key, value) for key, value in rows if value))


def piece_in_words(
    body: Body,
    *,
    tool: Tool,
    book: Rulebook,
    names: Mapping[int, str],
    part: Body | None = None,
    themes: Mapping[str, tuple[str, ...]],
) -> PieceInWords:
    own = part or {}
    return PieceInWords(
        domains=_domains(body, own, tool, book),
        findings=tuple(
            FindingInWords(finding.title, _text(body, key), _text(own, key), themes.get(key, ()))
            for key, finding in book.qai.findings.items()
            if _text(body, key) or _text(own, key) or themes.get(key)
        ),
        grade=grade_title(body.get("overall_grade", ""), book),
        confirmed=tool.confirm if body.get("confirm") else "",
        discussion=body.get("discussion", ""),
        alone_reason=body.get("alone_reason", ""),
        actions=tuple(_action(row, names) for row in body.get("actions", ())),
    )


def _domains(body: Body, part: Body, tool: Tool, book: Rulebook) -> tuple[DomainInWords, ...]:
    found = (_domain(key, body, part, tool, book) for key in tool.domains)
    return tuple(one for one in found if one.grade or one.notes or one.answers or one.part)


def _domain(key: str, body: Body, part: Body, tool: Tool, book: Rulebook) -> DomainInWords:
    entry = body.get("domains", {}).get(key, {})
    answers = body.get("answers", {})
    titles = book.qai.answers
    return DomainInWords(
        key=key,
        title=book.qai.domains[key].title,
        grade=grade_title(entry.get("grade", ""), book),
        notes=entry.get("notes", ""),
        answers=tuple(
            (question.text, titles[answers[question.key]].title)
            for question in tool.asks(key)
            if answers.get(question.key) in titles
        ),
        part=part.get("domains", {}).get(key, ""),
    )


def grade_title(key: str, book: Rulebook) -> str:
    return book.grades[key].title if key in book.grades else ""


def _text(body: Body, key: str) -> str:
    texts: Mapping[str, str] = body.get("texts", {})
    return texts.get(key, "")


def _action(row: Mapping[str, str], names: Mapping[int, str]) -> dict[str, str]:
    owner = row.get("owner", "")
    return {
        "description": row.get("description", ""),
        "owner": names.get(int(owner), "") if owner else "",
        "due": row.get("due", ""),
    }
