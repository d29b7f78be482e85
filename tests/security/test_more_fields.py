"""Fields that no form shows, sent with those that it shows: what is kept is the same."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partialmethod
from typing import Any
from unittest import mock

import psycopg
import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import connection, connections, models, transaction
from django.test import Client, TestCase
from django.utils import timezone

from drafts.forms import DraftForm
from qai.forms.begin import AuditForm
from tests.access.test_access import TABLE, url_for
from tests.access.world import VISITORS, World, build_world
from tests.security.pages import Form, Page
from tests.security.planting import ROOMS
from tests.security.typing_in import typed
from tests.stored import everything_stored
from tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.security]

# Each sender with the pages whose forms the suite tries; the large form tries all that they reach.
IN_THE_SUITE = {
    "reportee": ("supervision:self_assessment",),
    "manager": ("supervision:move",),
    "practice_supervisor": ("qai:facts",),
}
SENDERS = (*IN_THE_SUITE, "hop_of_area", "director", "hr", "mis", "system_admin")
MORE_NAMES = ("is_staff", "is_superuser", "is_active", "manager", "subject", "pk", "grants", "user")
BOXES = ("text", "number", "email")
BACK = """
select count(setval(one.key::regclass, coalesce(one.value, '1')::bigint, one.value is not null))
from json_each_text(%s) one
"""
SESSIONS = ("django_session",)
Sent = dict[str, str | list[str]]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once, in one transaction, so that `now()` of the database is one moment."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def numbers_as_before(world):
    """Other tests find ids that differ from kind to kind."""
    before = as_owner("select json_object_agg(sequencename, last_value)::text from pg_sequences")
    yield
    as_owner(BACK, before)


def values_of_all_fields(stranger: int) -> dict[str, list[str]]:
    """By the name of each column of ours, what could be meant for it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for room in (*ROOMS, "people", "notices", "compliance"):
        for model in apps.get_app_config(room).get_models():
            for column in model._meta.concrete_fields:
                for name in {column.name, column.attname}:
                    found[name].append(value_for(column, stranger))
    return dict(found) | {name: [str(stranger)] for name in MORE_NAMES}


def value_for(column: models.Field, stranger: int) -> str:
    if column.choices:
        return str(column.choices[-1][0])
    match column:
        case models.BooleanField():
            return "on"
        case models.DateTimeField():
            return "2026-01-01 09:00"
        case models.DateField():
            return "2026-01-01"
        case models.ForeignKey() | models.IntegerField():
            return str(stranger)
        case models.JSONField():
            return '{"texts": {"wellbeing": "Written by a form that does not ask for it."}}'
    return "zqundeclared"


def shapes(more: dict[str, list[str]]) -> list[Sent]:
    """Each as one value, as two, and as a part of a thing."""
    one = {name: values[0] for name, values in more.items()}
    two = {name: [values[0], values[-1]] for name, values in more.items()}
    parts = {f"{name}[id]": values[-1] for name, values in more.items()}
    return [one, two, parts]


@contextmanager
def nothing_by_chance() -> Iterator[None]:
    """Nor by the clock: what is done twice is the same twice."""
    no_keys = {"token_bytes": bytes, "token_hex": "0".__mul__, "token_urlsafe": "A".__mul__}
    with (
        mock.patch.multiple("secrets", **no_keys),
        mock.patch("os.urandom", bytes),
        time_machine.travel(timezone.now(), tick=False),
    ):
        yield


def as_owner(statement: str, *given_with_it: str) -> Any:
    given = connections["owner"].get_connection_params()
    given["dbname"] = connection.settings_dict["NAME"]
    with psycopg.connect(**given) as owner:
        [found] = owner.execute(statement, given_with_it).fetchone()
        return found


def highest_number() -> int:
    """Of all that rows have had."""
    return as_owner("select max(last_value) from pg_sequences")


def count_from(number: int) -> None:
    """So that a row that is made twice, and undone between, has the same id."""
    as_owner(f"select max(setval(oid, {number + 1})) from pg_class where relkind = 'S'")


def filled_in(form: Form) -> Sent:
    """What stands in a box stays; all else is answered."""
    shown = {name: box.values[0] for name, box in form.fields.items() if box.kind in BOXES}
    return typed(form, "zqdeclared") | {name: value for name, value in shown.items() if value}


def kept_after(client: Client, url: str, sent: Sent, *, number: int) -> dict[str, str]:
    """What is stored when the post and what follows its commit are done; then it is undone."""
    count_from(number)
    cache.clear()  # of attempts, too many of which are refused
    cookies = client.cookies.copy()
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            client.post(url, sent)
        stored = everything_stored(but=SESSIONS)
        transaction.set_rollback(True)
    client.cookies = cookies
    return stored


def forms_of(world: World, visitor: str, wanted: tuple[str, ...]) -> dict[str, Form]:
    """Each form that changes something, by its address; of all pages where none are named."""
    client, found = signed_in(world.people[visitor]), {}
    for row in (row for rows in TABLE.values() for row in rows if row.method == "get"):
        if row.statuses[VISITORS.index(visitor)] != 200 or (wanted and row.name not in wanted):
            continue
        place = url_for(row.name, row.state, world)
        answer = client.get(place)
        is_page = "html" in answer.headers.get("Content-Type", "")
        for form in Page(answer.text).forms if is_page else ():
            if form.method == "post" and "sign-" not in (form.action or place):
                found.setdefault(form.action or place, form)
    return found


@dataclass
class Tried:
    """How many forms kept something, and those that kept something else with more fields."""

    forms: int = 0
    keeping: int = 0
    moved: list[str] = field(default_factory=list)

    def send(self, client: Client, url: str, form: Form, more: list[Sent]) -> None:
        sent, before = filled_in(form), everything_stored(but=SESSIONS)
        number = highest_number()
        plain = kept_after(client, url, sent, number=number)
        self.forms += 1
        self.keeping += plain != before
        for others in more:
            if kept_after(client, url, {**others, **sent}, number=number) != plain:
                self.moved.append(url)

    def send_all(self, world: World, visitor: str, *, thorough: bool = False) -> None:
        more = shapes(values_of_all_fields(world.people["director"].pk))
        pages = () if thorough else IN_THE_SUITE[visitor]
        client = signed_in(world.people[visitor])
        with nothing_by_chance():
            for url, form in forms_of(world, visitor, pages).items():
                self.send(client, url, form, more if thorough else more[:1])


@pytest.mark.published_break(26)
def test_whatever_else_is_sent_a_form_keeps_what_it_shows(world, thorough, record_property):
    tried = Tried()

    for visitor in SENDERS if thorough else IN_THE_SUITE:
        tried.send_all(world, visitor, thorough=thorough)

    assert tried.moved == []
    assert tried.keeping > tried.forms / 2
    record_property("more fields", {"forms": tried.forms, "that kept something": tried.keeping})


def taking_all(form: AuditForm, clean: Any) -> dict:
    """As a form that asks for every field of its model would."""
    taken = {name: form.data[name] for name in ("auditor_id",) if name in form.data}
    return {**clean(form), **taken}


@pytest.mark.published_break(26, control=True)
def test_the_control_a_form_that_takes_a_field_of_its_model_is_seen(world, monkeypatch):
    tried = Tried()
    monkeypatch.setattr(AuditForm, "clean", partialmethod(taking_all, AuditForm.clean))

    tried.send_all(world, "practice_supervisor")

    assert any("audit" in url for url in tried.moved)


@pytest.mark.published_break(26, control=True)
def test_the_control_a_draft_that_keeps_all_that_is_sent_is_seen(world, monkeypatch):
    tried = Tried()
    monkeypatch.setattr(DraftForm, "body", lambda form: form.data.dict())

    tried.send_all(world, "reportee")

    assert any("self-assessment" in url for url in tried.moved)
