"""Random draws that anybody can check: docs/assurance.md describes them for outsiders.

The seed is chosen and its hash told before it is known from what is drawn. Then each candidate
gets a ticket from the seed, and the lowest ticket wins: the order of the candidates plays no part.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

ALGORITHM = "hmac-sha256-lowest/1"


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """`stratum`: the team, where each team is to have the same chance; else empty."""

    stratum: str
    record: str


def commitment(seed: str) -> str:
    """What is told before the draw; whoever gets the seed afterwards can compare."""
    return hashlib.sha256(seed.encode("ascii")).hexdigest()


def ticket(seed: str, words: str) -> str:
    return hmac.digest(seed.encode("ascii"), words.encode("utf-8"), "sha256").hex()


def frame_hash(frame: Iterable[Candidate]) -> str:
    """SHA-256 of one line for each candidate, 'stratum TAB record', in the order of their bytes."""
    lines = sorted(f"{one.stratum}\t{one.record}\n".encode() for one in frame)
    return hashlib.sha256(b"".join(lines)).hexdigest()


def draw(seed: str, frame: Collection[Candidate]) -> Candidate:
    """First the stratum with the lowest ticket, then within it the record with the lowest.

    Raises ValueError where there is nothing to draw from.
    """
    stratum = lowest(seed, "stratum", {one.stratum for one in frame})
    record = lowest(seed, "record", {one.record for one in frame if one.stratum == stratum})
    return Candidate(stratum, record)


def lowest(seed: str, kind: str, names: Collection[str]) -> str:
    """`kind` keeps the tickets of strata, records and markers apart."""
    return min(names, key=lambda name: ticket(seed, f"{kind} {name}"))


def rested(
    person_of: Mapping[Candidate, int], drawn_lately: Collection[int]
) -> tuple[Sequence[Candidate], Sequence[Candidate]]:
    """Who is in the frame, and who waits: nobody twice while others remain (AMB-66)."""
    waiting = [one for one, person in person_of.items() if person in drawn_lately]
    there = [one for one, person in person_of.items() if person not in drawn_lately]
    return (there, waiting) if there else (waiting, [])
