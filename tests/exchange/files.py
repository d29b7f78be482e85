"""Lines and files of the import format, made for tests: `person("S1", left="2026-01-30")`."""

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from exchange.importing import Report, run_import
from policy import rulebook

BOOK = rulebook.load("plr-policy-2022")
Line = dict[str, Any]


def unit(code: str = "T1", **keys: Any) -> Line:
    return {"type": "unit", "code": code, "name": f"Unit {code}", "kind": "team", **keys}


def person(number: str = "S1", **keys: Any) -> Line:
    return {
        "type": "person",
        "staff_number": number,
        "name": f"Person {number}",
        "email": f"{number.lower()}@example.org",
        "joined": "2020-01-06",
        **keys,
    }


def posting(staff_number: str = "S1", **keys: Any) -> Line:
    return {
        "type": "posting",
        "staff_number": staff_number,
        "start": "2020-01-06",
        "role": "family_court_adviser",
        "unit": "T1",
        "employment_type": "employed",
        **keys,
    }


def line(staff_number: str = "S1", manager: str = "M1", **keys: Any) -> Line:
    of = {"type": "reporting_line", "staff_number": staff_number, "start": "2020-01-06"}
    return {**of, "manager": manager, **keys}


def supervision(supervisor: str, **keys: Any) -> Line:
    of = {"type": "practice_supervision", "staff_number": "S1", "start": "2020-01-06"}
    return {**of, "supervisor": supervisor, **keys}


def absence(**keys: Any) -> Line:
    first = {"type": "absence", "staff_number": "S1", "start": "2026-03-02", "kind": "sickness"}
    return {**first, **keys}


def plr(**keys: Any) -> Line:
    return {
        "type": "plr",
        "staff_number": "S1",
        "held_on": "2026-06-10",
        "led_by": "M1",
        "status": "finalised",
        "finalised_on": "2026-06-12",
        "standards": {"safe": "good"},
        **keys,
    }


def audit(**keys: Any) -> Line:
    return {
        "type": "audit",
        "staff_number": "S1",
        "completed_on": "2026-05-04",
        "case_reference": "C1001",
        "tool": "full",
        "source": "supervision",
        "format": "normal",
        "auditor": "M1",
        "grade": "good",
        **keys,
    }


def observation(**keys: Any) -> Line:
    return {
        "type": "observation",
        "staff_number": "S1",
        "observed_on": "2026-05-05",
        "setting": "court",
        "observer": "M1",
        "grade": "met",
        **keys,
    }


def meeting(**keys: Any) -> Line:
    return {
        "type": "general_meeting",
        "staff_number": "S1",
        "held_on": "2026-05-06",
        "kind": "wellbeing",
        "recorded_by": "M1",
        **keys,
    }


def decision(**keys: Any) -> Line:
    return {
        "type": "self_regulation",
        "staff_number": "S1",
        "decided_on": "2026-05-07",
        "outcome": "approved",
        "decided_by": "M1",
        **keys,
    }


# A team of one service manager and one family court adviser.
TEAM = [
    unit(),
    person("M1"),
    posting("M1", role="service_manager"),
    person("S1"),
    posting("S1"),
    line("S1", "M1"),
]

# A PLR with all that a line can say, and three that are not finalised.
READ = {"description": "Read the guidance", "due": "2026-08-01", "owner": "S1"}
LISTEN = {"description": "Listen", "due": "2026-09-01", "owner": "M1", "done_on": "2026-07-01"}
FULL = plr(
    standards={"safe": "good", "quality": "met"},
    self_standards={"quality": "good"},
    overall_grade="good",
    override_evidence="Two audits.",
    summary="A good quarter.",
    actions=[READ, LISTEN],
)
DRAFT = {"status": "held", "finalised_on": None, "standards": None}
HELD = plr(**DRAFT)
PLANNED = plr(held_on="2099-01-12", status="scheduled", finalised_on=None, standards=None)


def as_file(lines: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


def import_lines(lines: Iterable[Mapping[str, Any]], **options: Any) -> Report:
    return import_bytes(as_file(lines), **options)


def import_bytes(content: bytes, *, dry_run: bool = False, **options: Any) -> Report:
    return run_import(
        io.BytesIO(content),
        db="default",
        book=BOOK,
        now=timezone.now(),
        dry_run=dry_run,
        **options,
    )


def load(*lines: Mapping[str, Any]) -> Report:
    """Beside the team."""
    return import_lines([*TEAM, *lines])


def problems(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def warnings(report: Report) -> list[str]:
    return [str(warning) for warning in report.warnings]


def total(report: Report, verdict: str) -> int:
    return sum(counts[verdict] for counts in report.counts.values())
