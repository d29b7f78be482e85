"""Entries of a rulebook about general meetings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeetingKind:
    """`prompts` help to write the summary. `follow_up`: a day can be set to come back to it."""

    key: str
    prompts: tuple[str, ...]
    clause: str
    follow_up: bool = False
