"""The two readings of the file, each a stream of good lines."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from exchange.importing import own_role
from exchange.importing.findings import Line
from exchange.importing.identity import NaturalKeys, References, check_grant
from exchange.importing.lines import WrongFile, WrongLine, numbered_lines, read_object
from exchange.importing.shapes import Shape, shape_of
from exchange.importing.table import shapes_of
from exchange.importing.world import World

LINES_BETWEEN_REPORTS = 1000

Progress = Callable[[str, int], None]


def quietly(step: str, done: int) -> None:
    """Nobody watches."""


@dataclass
class Reader:
    """`most_lines`: the file is not read further. `on_progress`: told the step and the bytes."""

    file: BinaryIO
    world: World
    most_lines: int | None = None
    on_progress: Progress = quietly
    shapes: Mapping[str, Shape] = field(init=False)
    types: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.shapes = shapes_of(self.world.book)

    def first(self) -> None:
        """Each line for itself, and against those before it that mean the same thing."""
        keys, findings, by = NaturalKeys(), self.world.findings, self.world.by
        references_that_look_odd = OddReferences(self.world)
        for number, raw in self._lines("Checking"):
            line = self._checked(number, raw)
            if line is None:
                continue
            keys.check(line, self.shapes[line.type], findings)
            if by:
                own_role.check_line(line, by, findings)
            if number not in findings.bad_lines:
                self.types.add(line.type)
                self.world.known.take(line)
                references_that_look_odd.look_at(line)
        references_that_look_odd.warn()

    def second(self) -> Iterator[Line]:
        """The lines that are good so far, with what they name checked as well."""
        references, findings = References(self.world.known), self.world.findings
        for number, raw in self._lines("Comparing"):
            if number in findings.bad_lines:
                continue
            given = read_object(raw)
            shape = shape_of(given, self.shapes)
            line = Line(number, shape.type, shape.read(given, self.world.today)[0])
            exist = references.check(line, shape, findings)
            if exist and check_grant(line, self.world.known, findings):
                yield line

    def _lines(self, step: str) -> Iterator[tuple[int, bytes]]:
        for count, (number, raw) in enumerate(numbered_lines(self.file), 1):
            if self.most_lines and count > self.most_lines:
                reason = f"more than {self.most_lines:,} lines: ask for the command, or divide it"
                raise WrongFile(number, "file", reason)
            if count % LINES_BETWEEN_REPORTS == 0:
                self.on_progress(step, self.file.tell())
            yield number, raw
        self.on_progress(step, self.file.tell())

    def _checked(self, number: int, raw: bytes) -> Line | None:
        findings = self.world.findings
        try:
            given = read_object(raw)
            shape = shape_of(given, self.shapes)
        except WrongLine as wrong:
            findings.refuse(number, wrong.key, wrong.reason)
            return None
        values, complaints = shape.read(given, self.world.today)
        line = Line(number, shape.type, values)
        if not complaints:
            return line
        for key, reason in complaints:
            findings.refuse(number, key, reason)
        self.world.known.remember_name(line)
        return None


class OddReferences:
    """Case references that may be names (P22-2.6e): one warning for all of them."""

    def __init__(self, world: World):
        self.findings = world.findings
        self.pattern = re.compile(world.book.case_reference.pattern)
        self.first_line, self.others = 0, 0

    def look_at(self, line: Line) -> None:
        reference = line.values.get("case_reference")
        if not reference or self.pattern.fullmatch(reference):
            return
        if self.first_line:
            self.others += 1
        else:
            self.first_line = line.number

    def warn(self) -> None:
        if self.first_line:
            also = f" (and {self.others} more)" if self.others else ""
            reason = f"does not look like a case reference{also}: numbers only, never names"
            self.findings.warn(self.first_line, "case_reference", reason)
