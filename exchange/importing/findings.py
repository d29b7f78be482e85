"""What is wrong with a file, and what is only worth a look, each at its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    line: int
    key: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Line:
    """One object of the file, read: `values` has every key of its type, absent ones as None."""

    number: int
    type: str
    values: Mapping

    @property
    def person(self) -> str:
        return self.values["staff_number"]


@dataclass
class Findings:
    """Problems refuse the whole file; warnings refuse nothing."""

    problems: set[Finding] = field(default_factory=set)
    warnings: set[Finding] = field(default_factory=set)
    bad_lines: set[int] = field(default_factory=set)

    def refuse(self, line: int, key: str, reason: str) -> None:
        self.problems.add(Finding(line, key, reason))
        self.bad_lines.add(line)

    def warn(self, line: int, key: str, reason: str) -> None:
        self.warnings.add(Finding(line, key, reason))
