"""What keeps an audit or an observation from being finalised.

Works on the body of a draft: domains, findings, answers and actions as they were typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy.completeness import Gap, gaps_in_actions
from policy.rulebook import Rulebook
from policy.rulebook.qai import Source, Tool

Body = Mapping[str, Any]


@dataclass(frozen=True)
class PieceFacts:
    """What is known beside what was written. `waits_for_part`: the practitioner's is not there.

    No source: an observation. `refused`: why this tool may not be used.
    """

    tool: Tool
    done_on: date
    today: date
    source: Source | None = None
    waits_for_part: bool = False
    refused: str | None = None


def gaps_in_piece(body: Body, *, rulebook: Rulebook, facts: PieceFacts) -> tuple[Gap, ...]:
    return (
        *_refusal(facts),
        *_in_domains(body, rulebook, facts.tool),
        *_in_findings(body, rulebook, facts.tool),
        *_in_confirmation(body, facts.tool),
        *_in_discussion(body, facts),
        *_in_collaboration(body, facts),
        *gaps_in_actions(body, facts.today),
        *_in_grade(body),
    )


def _refusal(facts: PieceFacts) -> list[Gap]:
    return [Gap(("tool",), facts.refused, "P22-A1.7, AMB-27")] if facts.refused else []


def _in_domains(body: Body, rulebook: Rulebook, tool: Tool) -> list[Gap]:
    gaps = []
    for key in tool.domains:
        domain = rulebook.qai.domains[key]
        if not _text(body, "domains", key, "grade"):
            gaps.append(Gap(("domains", key, "grade"), f"Grade {domain.title}", domain.clause))
        if tool.notes == "required" and not _text(body, "domains", key, "notes"):
            sentence = f"Write your notes on {domain.title}"
            gaps.append(Gap(("domains", key, "notes"), sentence, "P22-A1.4"))
    return gaps


def _in_findings(body: Body, rulebook: Rulebook, tool: Tool) -> list[Gap]:
    return [
        Gap(("texts", key), f"Write something under “{finding.title}”", finding.clause)
        for key in tool.findings
        for finding in [rulebook.qai.findings[key]]
        if not _text(body, "texts", key)
    ]


def _in_confirmation(body: Body, tool: Tool) -> list[Gap]:
    if not tool.confirm or _text(body, "confirm"):
        return []
    return [Gap(("confirm",), "Confirm that you have reviewed the full case", "P22-A1.3")]


def _in_discussion(body: Body, facts: PieceFacts) -> list[Gap]:
    typed = _text(body, "discussed_on")
    path, clause = ("discussed_on",), "P22-A1.16"
    if not typed:
        if facts.source and facts.source.discussion == "required":
            return [Gap(path, "Say when you discussed it with the practitioner", clause)]
        return []
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return [Gap(path, "Enter the date of the discussion as a date", clause)]
    if day > facts.today:
        return [Gap(path, "The discussion must be today or earlier", clause)]
    if day < facts.done_on:
        return [Gap(path, "The discussion cannot be before the work was looked at", clause)]
    return []


def _in_collaboration(body: Body, facts: PieceFacts) -> list[Gap]:
    if not facts.waits_for_part or _text(body, "alone_reason"):
        return []
    sentence = "Wait for the practitioner’s part, or say why you finalise without it"
    return [Gap(("alone_reason",), sentence, "P22-C8, GAP-16")]


def _in_grade(body: Body) -> list[Gap]:
    if _text(body, "overall_grade"):
        return []
    return [Gap(("overall_grade",), "Choose the overall grade", "P22-2.11a")]


def _text(body: Body, *path: str) -> str:
    place: Any = body
    for key in path:
        place = place.get(key) or {}
    return str(place or "").strip()
