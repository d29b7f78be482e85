"""One organisation's policy as typed data: `load(name)` or `in_force(name, on)`."""

from policy.rulebook.book import Leading, Rulebook
from policy.rulebook.library import file_names, file_text, in_force, load, read
from policy.rulebook.places import RulebookError

__all__ = [
    "Leading",
    "Rulebook",
    "RulebookError",
    "file_names",
    "file_text",
    "in_force",
    "load",
    "read",
]
