"""What must hold between lines, of the file and of the records: days that do not overlap,
units that hang on each other, and who manages whom."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from exchange.importing.findings import Findings
from exchange.importing.identity import no_unit, place, spoken
from exchange.importing.known import Known, KnownPerson, Span


def check_consistency(known: Known, findings: Findings, *, today: date) -> None:
    check_overlaps(known, findings)
    check_tree_of_units(known, findings)
    check_managers_are_there(known, findings, today)
    check_loops(known, findings)
    warn_of_people_without_manager(known, findings, today)


def check_overlaps(known: Known, findings: Findings) -> None:
    for type_, of_people in known.spans.items():
        for spans in of_people.values():
            for own in separate(type_, spans):
                for earlier, later in overlapping(own):
                    refuse_overlap(type_, earlier, later, findings)


def separate(type_: str, spans: list[Span]) -> Iterator[list[Span]]:
    """One may have two practice supervisors at once, and everything else once."""
    if type_ != "practice_supervision":
        yield spans
        return
    by_supervisor = defaultdict(list)
    for span in spans:
        by_supervisor[span.what].append(span)
    yield from by_supervisor.values()


def overlapping(spans: list[Span]) -> Iterator[tuple[Span, Span]]:
    longest: Span | None = None
    for span in sorted(spans, key=lambda span: span.start):
        if longest and longest.holds_on(span.start):
            yield longest, span
        if longest is None or ends_after(span, longest):
            longest = span


def ends_after(one: Span, other: Span) -> bool:
    return other.end is not None and (one.end is None or one.end > other.end)


def refuse_overlap(type_: str, earlier: Span, later: Span, findings: Findings) -> None:
    refused, other = (later, earlier) if later.line else (earlier, later)
    if refused.line:
        until = f"to {other.end}" if other.end else "without an end"
        reason = f"overlaps the {spoken(type_)} from {other.start} {until}, {place(other.line)}"
        findings.refuse(refused.line, "start", reason)


def check_tree_of_units(known: Known, findings: Findings) -> None:
    """Before a unit is written, and with it what hangs on it."""
    for code, unit in known.units.items():
        if unit.line and unit.parent and unit.parent not in known.units:
            findings.refuse(unit.line, "parent", no_unit(unit.parent))
        path = [code]
        while (parent := known.units[path[-1]].parent) in known.units and parent not in path:
            path.append(parent)
        if parent == code and unit.line:
            findings.refuse(unit.line, "parent", f"goes round in a loop: {arrows(path)}")


def check_managers_are_there(known: Known, findings: Findings, today: date) -> None:
    for staff_number, lines in known.spans["reporting_line"].items():
        reportee = known.people.get(staff_number)
        for span in lines:
            manager = known.people.get(str(span.what))
            if reportee and manager and goes_on_without(manager, reportee, span, today):
                say_manager_has_left(manager, staff_number, span, findings)


def goes_on_without(manager: KnownPerson, reportee: KnownPerson, line: Span, today: date) -> bool:
    """The line outlasts a manager whose last day is past."""
    if manager.left is None or manager.left >= today:
        return False
    last_day = min(line.end or date.max, reportee.left or date.max)
    return last_day > manager.left


def say_manager_has_left(
    manager: KnownPerson, reportee: str, line: Span, findings: Findings
) -> None:
    if line.line:
        reason = f"{manager.staff_number} left on {manager.left}, before this line ends"
        findings.refuse(line.line, "manager", reason)
    elif manager.line:
        findings.warn(manager.line, "left", f"is still the line manager of {reportee}")


def check_loops(known: Known, findings: Findings) -> None:
    """Nobody stands above themself on any day; a loop begins with the latest of its lines."""
    lines = known.spans["reporting_line"]
    for staff_number, spans in lines.items():
        for span in spans:
            loop = loop_from(staff_number, known, span.start)
            if loop:
                refuse_loop(loop, span.start, known, findings)


def loop_from(staff_number: str, known: Known, day: date) -> list[str]:
    """The people from one up to the same one again; empty when the way up ends."""
    path = [staff_number]
    while manager := known.manager_on(path[-1], day):
        if manager == staff_number:
            return path
        if manager in path:
            return []
        path.append(manager)
    return []


def refuse_loop(loop: Sequence[str], day: date, known: Known, findings: Findings) -> None:
    for index, staff_number in enumerate(loop):
        span = known.span_on("reporting_line", staff_number, day)
        if span and span.line:
            way = arrows([*loop[index:], *loop[:index]])
            findings.refuse(span.line, "manager", f"goes round in a loop on {day}: {way}")


def arrows(path: Sequence[str]) -> str:
    return " → ".join([*path, path[0]])


def warn_of_people_without_manager(known: Known, findings: Findings, today: date) -> None:
    for person in known.people.values():
        if person.line is None or (person.left and person.left < today):
            continue
        day = max(today, person.joined)
        if known.span_on("reporting_line", person.staff_number, day) is None:
            reason = f"{person.staff_number} has no line manager"
            findings.warn(person.line, "staff_number", reason)
