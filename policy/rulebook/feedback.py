"""Entries of a rulebook about feedback from others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Feedback:
    """Whom one asks about a reportee, and what their practice supervisor is asked (P22-2.7b).

    `left_alone_days`: after which whoever was asked is reminded for the first time.
    `most_outside`: how many addresses outside one person asks about one PLR, however often;
    `most_outside_a_day` about all PLRs.
    `least_unnamed`: how many colleagues have to be asked, and to have answered, where no name is
    kept; people outside do not count.
    `contribution_roles`: to whose PLR a practice supervisor contributes. They are asked
    `contribution_days` before the meeting.
    """

    question: str
    days_open: int
    most_days_open: int
    left_alone_days: int
    most_asked: int
    most_outside: int
    most_outside_a_day: int
    least_unnamed: int
    contribution_question: str
    contribution_roles: tuple[str, ...]
    contribution_days: int
    clause: str
