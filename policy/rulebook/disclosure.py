"""Entries of a rulebook about opening records outside the line, and subject access."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Disclosure:
    """`least_reason`: characters. `most_days_untold`: how long telling can be put off by two.

    `blacking_out`: reasons that a reviewer can choose from. `copy_days`: for which what was
    released can be fetched.
    """

    least_reason: int
    break_glass_minutes: int
    most_days_untold: int
    answer_months: int
    more_months_if_complex: int
    copy_days: int
    blacking_out: tuple[str, ...]
    clause: str
