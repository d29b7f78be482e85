"""Where a value stands in a rule file, so that an error can name file, key and cure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Keys = tuple[str, ...]


class RulebookError(Exception):
    """A rule file cannot be used. Says the file, the key, what is wrong and the cure."""


@dataclass(frozen=True)
class Place:
    """One key of a rulebook. `files` tells which file holds which table."""

    keys: Keys
    files: Mapping[Keys, str]

    def __truediv__(self, key: str | int) -> "Place":
        return Place((*self.keys, str(key)), self.files)

    @property
    def file(self) -> str:
        for length in range(len(self.keys), 0, -1):
            if self.keys[:length] in self.files:
                return self.files[self.keys[:length]]
        return self.files.get((), "rulebook")

    def error(self, problem: str, cure: str) -> RulebookError:
        return RulebookError(f"{self.file}: {'.'.join(self.keys)}: {problem}. {cure}.")


def known(keys: Iterable[str], allowed: Iterable[str], place: Place, what: str) -> None:
    """Raises RulebookError for the first key that is none of those allowed."""
    allowed = tuple(allowed)
    for key in keys:
        if key not in allowed:
            raise place.error(f"{key!r} is no {what}", f"Use one of: {', '.join(allowed)}")
