"""What changed between two versions of a text, word by word, as plain values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Change = Literal["same", "removed", "added"]

# Above this many lines, or words in one changed passage, old and new are shown whole: the cost of
# comparing grows with the square.
LONGEST_PASSAGE = 2_000


@dataclass(frozen=True)
class Piece:
    change: Change
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order. All but `added` make the old text, all but `removed` the new."""
    pieces: list[Piece] = []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) + len(after) > LONGEST_PASSAGE:
        return _joined([Piece("removed", old), Piece("added", new)])
    for change, gone, come in _changes(before, after):
        if change == "equal":
            pieces.append(Piece("same", "".join(gone)))
        else:
            pieces.extend(_by_words("".join(gone), "".join(come)))
    return _joined(pieces)


def _by_words(old: str, new: str) -> list[Piece]:
    before, after = _words(old), _words(new)
    if len(before) + len(after) > LONGEST_PASSAGE:
        return [Piece("removed", old), Piece("added", new)]
    pieces: list[Piece] = []
    for change, gone, come in _changes(before, after):
        if change == "equal":
            pieces.append(Piece("same", "".join(gone)))
        else:
            pieces += [Piece("removed", "".join(gone)), Piece("added", "".join(come))]
    return pieces


def _changes(
    old: Sequence[str], new: Sequence[str]
) -> list[tuple[str, Sequence[str], Sequence[str]]]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(tag, old[a:b], new[c:d]) for tag, a, b, c, d in codes]


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    kept = [piece for piece in pieces if piece.text]
    return tuple(
        Piece(change, "".join(piece.text for piece in run))
        for change, run in groupby(kept, key=lambda piece: piece.change)
    )
