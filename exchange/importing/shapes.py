"""What a type of line is: its keys, its natural key, and how one line of it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from exchange.importing.checks import Check
from exchange.importing.kinds import Kind, Wrong, listed, printable, shown
from exchange.importing.lines import WrongLine

Values = dict[str, Any]
Complaint = tuple[str, str]


@dataclass(frozen=True)
class Key:
    """`refers_to`: "person" for a staff number, "unit" for a code."""

    kind: Kind
    required: bool = True
    default: object = None
    refers_to: str = ""

    def read(self, value: Any) -> Any:
        """Null is the same as absent. Raises Wrong."""
        if value is not None:
            return self.kind(value)
        if self.required:
            raise Wrong("is missing")
        return self.default


@dataclass(frozen=True)
class Shape:
    """One type of line. `natural_key`: what makes two lines the same thing."""

    type: str
    natural_key: tuple[str, ...]
    keys: Mapping[str, Key]
    checks: tuple[Check, ...] = ()

    def read(self, given: Mapping[str, Any], today: date) -> tuple[Values, list[Complaint]]:
        """The values, with every key of the type, and what is wrong with them."""
        values, wrong = self.read_keys(given)
        if not wrong:
            wrong = [found for check in self.checks if (found := check(values, today))]
        return values, wrong

    def read_keys(self, given: Mapping[str, Any]) -> tuple[Values, list[Complaint]]:
        """Each key for itself."""
        wrong = [
            (printable(key), f"is not a key of {self.type}: {listed(self.keys)}")
            for key in given.keys() - self.keys.keys() - {"type"}
        ]
        values: Values = {}
        for name, key in self.keys.items():
            try:
                values[name] = key.read(given.get(name))
            except Wrong as reason:
                values[name] = None
                wrong.append((name, str(reason)))
        return values, wrong

    @cached_property
    def referring_keys(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, key.refers_to) for name, key in self.keys.items() if key.refers_to)

    def identity(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return (self.type, *(values[key] for key in self.natural_key))

    def references(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        """(key, "person" or "unit", what it names)."""
        for name, refers_to in self.referring_keys:
            if values[name] is not None:
                yield name, refers_to, values[name]
        for action in values.get("actions") or ():
            yield "actions", "person", action["owner"]


def shape_of(given: Mapping[str, Any], shapes: Mapping[str, Shape]) -> Shape:
    """Raises WrongLine for a type that nobody knows."""
    type_ = given.get("type")
    if type_ is None:
        raise WrongLine("type", "is missing")
    if not isinstance(type_, str) or type_ not in shapes:
        raise WrongLine("type", f"{shown(type_)} is not one of: {listed(shapes)}")
    return shapes[type_]


def rows_of(shape: Shape) -> Kind:
    """A list of objects of one shape."""

    def rows(value: Any) -> list[Values]:
        if not isinstance(value, list):
            raise Wrong("is not a list")
        return [row(number, entry) for number, entry in enumerate(value, 1)]

    def row(number: int, entry: Any) -> Values:
        if not isinstance(entry, dict):
            raise Wrong(f"{number}: is not an object")
        values, wrong = shape.read_keys(entry)
        if wrong:
            key, reason = wrong[0]
            raise Wrong(f"{number}: {key}: {reason}")
        return values

    return rows
