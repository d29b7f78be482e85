"""Markings and draws in words, and in the plain form that a stranger's script reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assurance.models import Draw, Marking, Seed
from assurance.queries.frames import SECOND_MARKERS
from people.rules import book_on
from policy.agreement import Agreement, agreement, mean_agreement
from policy.rulebook import Rulebook
from policy.rulebook.assurance import Form

REASONS = {
    "own": "the sampler’s own",
    "had_a_part": "the sampler led it or settled a disagreement about it",
    "own_line": "somebody who reports to the sampler",
    "drawn_lately": "the same person was drawn in the last 12 months",
    "drawn": "drawn already",
}


@dataclass(frozen=True)
class QuestionInWords:
    """One question with the score and the note of each marker, in their order."""

    text: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Marked:
    markers: Sequence[str]
    questions: Sequence[QuestionInWords]
    judgements: Sequence[str]
    feedback: Sequence[str]
    agreement: Agreement | None
    together: tuple[int, Any] | None

    @property
    def by_marker(self) -> list[tuple[str, str, str]]:
        return list(zip(self.markers, self.judgements, self.feedback, strict=True))


def form_of(draw: Draw, book: Rulebook | None = None) -> Form:
    book = book or book_on(draw.period_start)
    return book.assurance.forms[book.assurance.programmes[draw.programme].form]


def in_words(draw: Draw, markings: Sequence[Marking]) -> Marked:
    """`together`: of more than two markers, how far each pair agrees in the mean."""
    book = book_on(draw.period_start)
    form = form_of(draw, book)
    bodies = [one.content.body for one in markings]
    scores = [one.content.scores for one in markings]
    return Marked(
        markers=[one.marker.name for one in markings],
        questions=[
            QuestionInWords(one.text, [answer(body, one.key, book) for body in bodies])
            for one in form.questions
        ],
        judgements=[judgement(body, form) for body in bodies],
        feedback=[body.get("feedback", "") for body in bodies],
        agreement=agreement(*scores) if len(scores) == 2 else None,
        together=mean_agreement(scores) if len(scores) > 2 else None,
    )


def answer(body: Mapping[str, Any], key: str, book: Rulebook) -> tuple[str, str]:
    score = body.get("scores", {}).get(key, "")
    word = f"{score}: {book.assurance.scores[int(score)]}" if score else ""
    return word, body.get("notes", {}).get(key, "")


def judgement(body: Mapping[str, Any], form: Form) -> str:
    chosen = form.judgements.get(body.get("judgement", ""))
    return chosen.title if chosen else ""


def checkable(draw: Draw) -> dict[str, Any]:
    """All that one needs to draw again: docs/assurance.md says how."""
    return {
        "algorithm": draw.algorithm,
        "programme": draw.programme,
        "period": draw.period_start.isoformat(),
        "seed": draw.seed.secret,
        "seed_sha256": draw.seed.hash,
        "seed_committed_on": draw.seed.committed_on.isoformat(),
        "drawn_at": timezone.localtime(draw.drawn_at).isoformat(),
        "rule": draw.drawn_from.rule,
        "frame": draw.drawn_from.frame,
        "frame_sha256": draw.frame_hash,
        "left_out": draw.drawn_from.left_out,
        "result": {"stratum": draw.stratum, "record": draw.record},
        "second_marker": second_marker_of(draw),
    }


def second_marker_of(draw: Draw) -> str:
    """The number of the first who was drawn as that; blank where none was."""
    if not draw.drawn_from.rule.get(SECOND_MARKERS):
        return ""
    markings = draw.markings.filter(position=2).order_by("pk")
    return str(markings.values_list("marker_id", flat=True).first() or "")


def left_out_in_words(draw: Draw) -> list[tuple[str, int]]:
    numbers: dict[str, int] = {}
    for _, _, reason in draw.drawn_from.left_out:
        numbers[reason] = numbers.get(reason, 0) + 1
    return [(REASONS.get(reason, reason), number) for reason, number in numbers.items()]


def seeds_in_words(seeds: Sequence[Seed]) -> list[tuple[str, Seed]]:
    return [
        (book_on(seed.period_start).assurance.programmes[seed.programme].title, seed)
        for seed in seeds
    ]
