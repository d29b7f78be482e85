"""One thing, one line: natural keys, and people and units that would be mixed up."""

from collections.abc import Iterable

from exchange.importing.findings import Findings, Line
from exchange.importing.known import Known, KnownPerson
from exchange.importing.shapes import Shape


class NaturalKeys:
    """Which line named a thing first. Keeps 64-bit hashes: about 100 bytes a line."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def check(self, line: Line, shape: Shape, findings: Findings) -> None:
        first = self._lines.setdefault(hash(shape.identity(line.values)), line.number)
        if first != line.number:
            key = shape.natural_key[0] if shape.natural_key else "type"
            named = ", ".join(str(line.values[key]) for key in shape.natural_key)
            same = f"the same {spoken(shape.type)} as on line {first}"
            findings.refuse(line.number, key, f"{same}: {named}" if named else same)


def check_identities(known: Known, findings: Findings) -> None:
    check_case("staff_number", known.people, findings)
    check_case("code", known.units, findings)
    check_addresses(known.people.values(), findings)


def check_case(key: str, entries: dict, findings: Findings) -> None:
    """Two keys that differ only by case would be taken for one another."""
    seen: dict[str, str] = {}
    for name in sorted(entries, key=lambda name: (entries[name].line or 0, name)):
        other = seen.setdefault(name.casefold(), name)
        if other != name and entries[name].line:
            reason = f"{name} differs only by case from {other} {place(entries[other].line)}"
            findings.refuse(entries[name].line, key, reason)


def check_addresses(people: Iterable[KnownPerson], findings: Findings) -> None:
    seen: dict[str, KnownPerson] = {}
    for person in sorted(people, key=lambda person: person.line or 0):
        other = seen.setdefault(person.email, person)
        if other is not person and person.line:
            reason = f"is also the address of {other.staff_number} {place(other.line)}"
            findings.refuse(person.line, "email", reason)


def check_grant(line: Line, known: Known, findings: Findings) -> bool:
    """Without a start it starts with the joining, which another line tells."""
    if line.type != "grant" or line.values["start"] or not line.values["end"]:
        return True
    joined, end = known.people[line.person].joined, line.values["end"]
    if end < joined:
        findings.refuse(line.number, "end", f"{end} is before the joining on {joined}")
    return end >= joined


class References:
    """Whether the people and units that a line names exist, in the file or in the records."""

    def __init__(self, known: Known):
        self.known = known
        self._alike: dict[str, str] = {}

    def check(self, line: Line, shape: Shape, findings: Findings) -> bool:
        exist = True
        for key, kind, name in shape.references(line.values):
            if name in (self.known.people if kind == "person" else self.known.units):
                continue
            exist = False
            if name not in self.known.spoilt:
                findings.refuse(line.number, key, self._nobody(kind, name))
        return exist

    def _nobody(self, kind: str, name: str) -> str:
        if kind == "unit":
            return no_unit(name)
        alike = self._like(name)
        hint = f" ({alike} exists: was it changed, perhaps by Excel?)" if alike else ""
        return f"nobody has the staff number {name}{hint}"

    def _like(self, name: str) -> str | None:
        """A staff number that differs only by case or by zeros in front."""
        if not self._alike:
            self._alike = {plain(number): number for number in self.known.people}
        return self._alike.get(plain(name))


def no_unit(code: str) -> str:
    return f"no unit has the code {code}"


def plain(staff_number: str) -> str:
    return staff_number.casefold().lstrip("0")


def place(line: int | None) -> str:
    return f"on line {line}" if line else "in the records"


def spoken(type_: str) -> str:
    """A type of line as people call it."""
    names = {"plr": "PLR", "self_regulation": "self-regulation decision"}
    return names.get(type_, type_.replace("_", " "))
