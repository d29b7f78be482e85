"""The shape of the house: what a room may import, how long a file may be, what views say."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BELOW = {
    "policy": set(),
    "govuk": set(),
    "people": {"policy", "govuk"},
    "drafts": {"people", "policy", "govuk"},
    "notices": {"drafts", "people", "policy", "govuk"},
    "qai": {"notices", "drafts", "people", "policy", "govuk"},
    "supervision": {"qai", "notices", "drafts", "people", "policy", "govuk"},
    "compliance": {"supervision", "qai", "notices", "drafts", "people", "policy", "govuk"},
    "assurance": {"supervision", "qai", "notices", "drafts", "people", "policy", "govuk"},
    "exchange": {
        "compliance", "assurance", "supervision", "qai", "notices", "drafts", "people", "policy",
        "govuk",
    },
    "stewardship": {
        "exchange", "compliance", "assurance", "supervision", "qai", "notices", "drafts", "people",
        "policy", "govuk",
    },
}  # fmt: skip
LONGEST_FILE = 350
LONGEST_FUNCTION = 40


def sources(*rooms: str) -> list[Path]:
    found = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def imported_by(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def imports_inside_functions(tree: ast.AST) -> list[int]:
    return [
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_what_lies_below_it(room):
    forbidden = (BELOW.keys() | {"plr_site", "tests"}) - BELOW[room] - {room}

    climbing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources(room)
        for name in imported_by(ast.parse(path.read_text())) & forbidden
    }

    assert climbing == set()


def test_the_rule_sees_a_climb():
    assert imported_by(ast.parse("from supervision.models import PLR")) == {"supervision"}


def test_policy_knows_no_django():
    for path in sources("policy"):
        assert "django" not in imported_by(ast.parse(path.read_text())), path


def test_nothing_is_imported_inside_a_function():
    for path in sources(*BELOW, "plr_site"):
        assert imports_inside_functions(ast.parse(path.read_text())) == [], path


def test_no_view_asks_the_database_itself():
    for path in sources(*BELOW):
        if "views" in path.parts or path.name == "views.py":
            assert ".objects" not in without_scoped_queries(path.read_text()), path


def without_scoped_queries(text: str) -> str:
    return text.replace(".objects.visible_to(", "")


def test_no_file_is_longer_than_one_reads():
    long = {
        str(path.relative_to(ROOT)): length
        for path in sources(*BELOW, "plr_site", "devstack", "tests")
        if (length := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sources(*BELOW, "plr_site", "devstack")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > LONGEST_FUNCTION
    ]

    assert long == []
