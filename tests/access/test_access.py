"""The access table holds, and every URL has its row."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from qai.models import Theme
from tests.access import retention
from tests.access.world import VISITORS, World, build_world

pytestmark = pytest.mark.thorough

OTHER_METHODS = ("put", "patch", "delete", "trace")


@dataclass(frozen=True)
class Row:
    method: str
    name: str
    state: str
    statuses: tuple[int, ...]


def read_table() -> dict[str, list[Row]]:
    rows = defaultdict(list)
    for line in Path(__file__).with_name("table.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            method, name, state, *statuses = line.split()
            rows[name].append(Row(method, name, state, tuple(map(int, statuses))))
    return rows


TABLE = read_table()


def url_for(name: str, state: str, world: World) -> str:
    if state in (*world.pieces, *KINDS_OF_PIECES):
        return reverse(name, args=of_a_piece(name, state, world))
    if state != "-":
        return reverse(name, args=[world.in_state(state).pk])
    if name in (shown := shown_by(world)):
        return reverse(name, args=[shown[name].pk])
    if name in ("supervision:plan", "supervision:plan_of") or name in OF_A_PERSON:
        return reverse(name, args=[world.reportee.pk])
    if name.startswith("qai:theme_"):
        return reverse(name, args=[Theme.objects.get_or_create(title="Timeliness")[0].pk])
    if name == "supervision:self_regulation_record":
        return reverse(name, args=[world.reportee.pk, world.decision.pk])
    if name == "compliance:unit":
        return reverse(name, args=[world.reportee.postings.get().unit.parent_id])
    args = retention.arguments_of(name, world.reportee)
    return reverse(name, args=args, kwargs=ARGUMENTS.get(name, {}))


def shown_by(world: World) -> dict:
    """URLs of which there is one thing to show."""
    return {
        "supervision:action": world.action,
        "supervision:close_action": world.action,
        "supervision:feedback_request": world.feedback,
        "supervision:feedback_close": world.feedback,
        "supervision:feedback_answer": world.feedback.invitations.get(answered=False),
        "supervision:feedback_enter": world.feedback.answers.get(),
        "exchange:import": world.given,
        "exchange:apply": world.given,
        "compliance:calculation": world.calculation,
        "assurance:review": world.review,
    }


def of_a_piece(name: str, state: str, world: World) -> list:
    if state in KINDS_OF_PIECES:
        return [world.reportee.pk, state]
    piece = world.pieces[state]
    return [piece.pk] if name in ("qai:part", "qai:part_draft") else [piece.slug, piece.pk]


KINDS_OF_PIECES = ("audits", "observations")
OF_A_PERSON = {
    "stewardship:hold_person",
    "supervision:interval",
    "supervision:support",
    "people:person",
    "people:invite",
    "people:lock",
    "people:unlock",
    "people:reset_second_factor",
    "qai:of_person",
    "compliance:standing",
    "supervision:meetings_of",
    "supervision:self_regulation",
    "supervision:self_regulation_decide",
}
ARGUMENTS = {
    "stewardship:disposals_sheet": {"kind": "csv"},
    "assurance:sheet": {"part": "judgements", "kind": "csv"},
    "people:end_session": {"pk": 999999},
    "mfa_remove_webauthn": {"pk": 999999},
    "notices:send_again": {"pk": 999999},
    "notices:send_outside_again": {"pk": 999999},
    "notices:feed": {"token": "made~up"},
    "supervision:feedback_open": {"token": "made-up"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "compliance:rule_file": {"name": "compliance.toml"},
    "help_page": {"page": "your-home-page"},
}


def browser_of(visitor: str, world: World) -> Client:
    client = Client()
    if visitor != "anonymous":
        client.force_login(world.people[visitor])
    return client


def status_for(client: Client, row: Row, world: World) -> int:
    """The answer to one visitor; whatever it changed is undone."""
    cookies = client.cookies.copy()
    data = {"version": "1"} if row.method == "post" else {}
    with transaction.atomic():
        answer = getattr(client, row.method)(url_for(row.name, row.state, world), data)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once for all rows: whatever a visitor changes is undone at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.published_break(1, 8, 11, 17, 18, 19, 22)
def test_the_table_holds(name, world):
    with transaction.atomic():
        browsers = [browser_of(visitor, world) for visitor in VISITORS]
        answers = {
            row: tuple(status_for(browser, row, world) for browser in browsers)
            for row in TABLE[name]
        }
        transaction.set_rollback(True)

    wrong = {row: statuses for row, statuses in answers.items() if statuses != row.statuses}
    assert wrong == {}


def named_urls(patterns=None, namespace="") -> list[str]:
    names = []
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            names.append(f"{namespace}{entry.name}")
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            names += named_urls(entry.url_patterns, inner)
    return names


@pytest.mark.published_break(9, 17)
def test_every_url_has_a_row():
    assert set(named_urls()) == set(TABLE)


def test_every_row_names_every_visitor():
    assert {len(row.statuses) for rows in TABLE.values() for row in rows} == {len(VISITORS)}


@pytest.mark.published_break(8)
def test_no_url_answers_another_method(world):
    client = Client()
    client.force_login(world.people["manager"])

    answers = {
        (method, name): getattr(client, method)(
            url_for(name, TABLE[name][0].state, world)
        ).status_code
        for name in TABLE
        for method in OTHER_METHODS
    }

    assert set(answers.values()) <= {403, 404, 405}
