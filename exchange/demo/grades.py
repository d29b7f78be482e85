"""How good somebody's work is, and the grades that follow from it with some chance."""

from random import Random

BY_POINTS = {4: "outstanding", 3: "good", 2: "met", 1: "requires_improvement"}
POINTS = {grade: points for points, grade in BY_POINTS.items()}
BANDS = {"outstanding": "strong", "good": "strong", "met": "middle", "requires_improvement": "weak"}


def level_of(rng: Random) -> float:
    """Points about which somebody's grades lie: mostly good."""
    return rng.triangular(2.0, 3.9, 3.1)


def grade_near(level: float, rng: Random, *, least: int = 1) -> str:
    points = round(rng.gauss(level, 0.45))
    return BY_POINTS[max(least, min(4, points))]


def self_grade_near(grade: str, rng: Random) -> str:
    """Mostly the same as the manager's; where it differs, oftener lower."""
    step = rng.choices((0, -1, 1), (0.7, 0.2, 0.1))[0]
    return BY_POINTS[max(1, min(4, POINTS[grade] + step))]
