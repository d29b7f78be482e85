"""Draws are fair, depend on nothing but seed and frame, and can be checked by a stranger."""

import hashlib
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.draws import Candidate, commitment, draw, frame_hash, rested

DRAWS = 20_000
# Chi-square that a fair draw exceeds once in ten thousand times: 11 and 2 degrees of freedom.
FAR_FOR_TWELVE, FAR_FOR_THREE = 37.37, 18.42
Pick = Callable[[str, list[Candidate]], Candidate]


def seeds(number: int) -> list[str]:
    return [hashlib.sha256(f"seed {n}".encode()).hexdigest() for n in range(number)]


def chi_square(picked: Counter[str], names: list[str]) -> float:
    expected = picked.total() / len(names)
    return sum((picked[name] - expected) ** 2 / expected for name in names)


def plain(number: int) -> list[Candidate]:
    return [Candidate("", str(7001 + 13 * n)) for n in range(number)]


def tallied(pick: Pick, frame: list[Candidate]) -> Counter[str]:
    return Counter(pick(seed, frame).record for seed in seeds(DRAWS))


def biased(seed: str, frame: list[Candidate]) -> Candidate:
    """Sixteen letters do not divide into twelve: the first four come up twice as often."""
    return frame[int(seed[0], 16) % len(frame)]


def test_every_record_has_the_same_chance() -> None:
    frame = plain(12)

    picked = tallied(draw, frame)

    assert chi_square(picked, [one.record for one in frame]) < FAR_FOR_TWELVE


def test_a_biased_draw_would_be_noticed() -> None:
    frame = plain(12)

    picked = tallied(biased, frame)

    assert chi_square(picked, [one.record for one in frame]) > FAR_FOR_TWELVE


def test_stratified_each_team_has_the_same_chance_whatever_its_size() -> None:
    frame = [
        Candidate(team, f"{team}{n}")
        for team, size in (("A", 1), ("B", 2), ("C", 9))
        for n in range(size)
    ]

    picked = Counter(draw(seed, frame).stratum for seed in seeds(5000))

    assert chi_square(picked, ["A", "B", "C"]) < FAR_FOR_THREE


@given(st.permutations(plain(9)), st.sampled_from(seeds(50)))
def test_the_order_of_the_records_plays_no_part(shuffled: list[Candidate], seed: str) -> None:
    assert draw(seed, shuffled) == draw(seed, plain(9))
    assert frame_hash(shuffled) == frame_hash(plain(9))


def test_a_draw_is_the_same_for_ever() -> None:
    frame = [Candidate("T1", "101"), Candidate("T2", "102"), Candidate("T2", "103")]
    seed = "0" * 64

    assert commitment(seed) == "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55"
    assert draw(seed, frame) == Candidate("T2", "103")


def test_another_frame_has_another_hash() -> None:
    assert frame_hash(plain(3)) != frame_hash(plain(4))


def test_nothing_can_be_drawn_from_nothing() -> None:
    with pytest.raises(ValueError, match="empty"):
        draw("0" * 64, [])


@pytest.mark.requirement("P22-A1.17")
def test_amb_66_nobody_is_drawn_twice_while_others_remain() -> None:
    first, second = plain(2)
    people = {first: 1, second: 2}

    assert rested(people, drawn_lately={1}) == ([second], [first])
    assert rested(people, drawn_lately={1, 2}) == ([first, second], [])
