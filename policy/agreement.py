"""How far two markers agree who marked the same record without knowing of each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Scores = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """`kappa`: Cohen's, without weights; None where chance alone would make them agree."""

    questions: int
    same: int
    kappa: Fraction | None

    @property
    def per_cent(self) -> int:
        return round(100 * self.same / self.questions)


def agreement(first: Scores, second: Scores) -> Agreement | None:
    """On the questions that both answered; None if there is none."""
    asked = [question for question in first if question in second]
    if not asked:
        return None
    pairs = [(first[question], second[question]) for question in asked]
    same = sum(one == other for one, other in pairs)
    return Agreement(len(pairs), same, cohens_kappa(pairs))


def cohens_kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """(observed - expected) / (1 - expected), expected from how often each gave each score."""
    number = len(pairs)
    observed = Fraction(sum(one == other for one, other in pairs), number)
    firsts, seconds = [one for one, _ in pairs], [other for _, other in pairs]
    expected = sum(
        Fraction(firsts.count(score) * seconds.count(score), number * number)
        for score in set(firsts)
    )
    return None if expected == 1 else (observed - expected) / (1 - expected)


def mean_agreement(markings: Sequence[Scores]) -> tuple[int, Fraction | None] | None:
    """Over all pairs of markers: the mean per cent, and the mean kappa where there is one."""
    found = [one for pair in combinations(markings, 2) if (one := agreement(*pair))]
    if not found:
        return None
    kappas = [one.kappa for one in found if one.kappa is not None]
    per_cent = round(sum(one.per_cent for one in found) / len(found))
    return per_cent, sum(kappas, Fraction()) / len(kappas) if kappas else None
