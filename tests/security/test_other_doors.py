"""Doors beside the pages: files, parameters, templates, code, other sites, paths."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client
from django.urls import get_resolver
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from people.models import ReportingLine
from tests.access.test_access import TABLE, named_urls, url_for
from tests.access.world import VISITORS, build_world
from tests.factories import PersonFactory, ReportingLineFactory
from tests.stored import everything_stored
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page
from tests.visiting import anew, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SOURCES = [
    path
    for room in settings.BASE_DIR.glob("*/apps.py")
    for path in room.parent.rglob("*.py")
    if "migrations" not in path.parts
]
REVIEWED = {
    "govuk/components.py": {"mark_safe"},
    "qai/queries/themes.py": {"RawSQL"},
    "supervision/models/plr.py": {"RawSQL"},
    "supervision/queries/developing.py": {"RawSQL"},
    "supervision/queries/feedback.py": {"RawSQL"},
    "supervision/queries/preparing.py": {"RawSQL"},
}
DANGEROUS = re.compile(r"\b(eval|exec|pickle|mark_safe|RawSQL)\b|\.(?:raw|extra)\(|\|safe\b")
HOSTILE = {
    "page": "1) OR 1=1--",
    "sort": "person__password",
    "order": "-person__password",
    "q": "'; select pg_sleep(3)--",
    "unit": "1 or 1=1",
    "as_at": "2026-13-45",
    "_connector": "OR 1=1",
    "_negated": "True",
    "person__password__startswith": "a",
    "fields": "password",
    "expand": "person",
    "include": "contents",
    "ids": "1,2,3",
}
PATHS = (
    "/media/",
    "/media/record.pdf",
    "/static/../plr_site/settings.py",
    "/static/%2e%2e%2fplr_site/settings.py",
    "/static/..%5cplr_site%5csettings.py",
    "/static/%00",
    "/.git/config",
    "/.env",
    "/admin/",
)


GETS = [row for rows in TABLE.values() for row in rows if row.method == "get"]
# A message is marked as seen by being seen.
LOGS = ("people_reading", "django_session", "people_auditevent", "notices_notice")


def kept_files() -> list[models.Field]:
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return [field for field in fields if isinstance(field, models.FileField)]


@pytest.mark.published_break(1, 2, 3, 14, 30)
def test_no_file_of_anybody_is_kept_so_none_can_be_fetched_or_replaced():
    assert kept_files() == []
    assert not any("media" in str(entry.pattern) for entry in get_resolver().url_patterns)


@pytest.mark.published_break(14, 46)
@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_pages(path):
    anonymous = Client(headers={"referer": "http://testserver/"})

    answers = [client.get(path) for client in (anonymous, signed_in(PersonFactory()))]

    assert {answer.status_code for answer in answers} <= {302, 400, 404}
    assert all("SECRET_KEY" not in answer.content.decode() for answer in answers)


@pytest.mark.published_break(34, 35, 36)
def test_code_that_could_run_what_was_typed_stands_only_where_it_was_looked_at():
    found = {}
    for path in SOURCES:
        words = {word for word in map(found_in, path.read_text().splitlines()) if word}
        if words:
            found[str(path.relative_to(settings.BASE_DIR))] = words

    assert found == REVIEWED


def found_in(line: str) -> str | None:
    match = DANGEROUS.search(line.split("#")[0])
    return match and match[0]


@pytest.mark.published_break(34, 35, control=True)
@pytest.mark.parametrize("line", ["eval(x)", "Person.objects.raw(sql)", "{{ text|safe }}"])
def test_the_control_such_a_line_is_found(line):
    assert found_in(line)


@pytest.mark.published_break(36)
def test_no_parameters_are_handed_on_as_names():
    handed_on = re.compile(r"\*\*\s*(self\.)?request\b")

    assert not [path for path in SOURCES if handed_on.search(path.read_text())]


@pytest.mark.published_break(13, 23, 35, 36)
@pytest.mark.parametrize("visitor", ["manager", "hr"])
def test_parameters_that_no_page_knows_open_nothing(visitor):
    world = build_world()
    client = signed_in(world.people[visitor])

    statuses = {
        row: client.get(url_for(row.name, row.state, world), HOSTILE).status_code for row in GETS
    }

    usual = {row: row.statuses[VISITORS.index(visitor)] for row in GETS}
    others = {row: status for row, status in statuses.items() if status != usual[row]}
    assert set(others.values()) <= {302, 400, 404}


@pytest.mark.published_break(42)
def test_no_other_site_makes_a_browser_act():
    world = build_world()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["manager"])
    posts = [row for rows in TABLE.values() for row in rows if row.method == "post"]

    answers = {
        row.name: client.post(url_for(row.name, row.state, world)).status_code for row in posts
    }

    assert set(answers.values()) <= {403, 404}
    assert list(answers.values()).count(404) <= 1


@pytest.mark.published_break(42)
@pytest.mark.parametrize("visitor", ["manager", "hop_of_area"])
def test_looking_at_every_page_changes_nothing_but_the_log(visitor):
    world = build_world()
    client = signed_in(world.people[visitor])
    urls = [url_for(row.name, row.state, world) for row in GETS]
    before = everything_stored(but=LOGS)

    for url in urls:
        client.get(url)

    after = everything_stored(but=LOGS)
    assert [table for table in before if after[table] != before[table]] == []


@pytest.mark.published_break(42, control=True)
def test_the_control_an_act_changes_what_is_stored():
    plr = PLRFactory()
    before = everything_stored()

    signed_in(plr.led_by).post(page("cancel", plr), {"reason": "sickness"})

    assert everything_stored() != before


@pytest.mark.published_break(9, control=True)
def test_the_control_a_page_without_a_row_is_missed():
    assert set(named_urls()) - set(list(TABLE)[1:]) == {next(iter(TABLE))}


@pytest.mark.published_break(20)
@examples(max_examples=20)
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=40))
def test_whatever_the_moves_a_manager_reaches_those_whose_line_it_is_and_nobody_else(moves):
    with transaction.atomic():
        people, manager_of = PersonFactory.create_batch(6), {}
        for who, manager in moves:
            if who != manager:
                ReportingLine.objects.filter(person=people[who]).delete()
                ReportingLineFactory(person=people[who], manager=people[manager])
                manager_of[who] = manager

        reached = {n: set(anew(one).reach.reports) for n, one in enumerate(people)}

        assert reached == {
            n: {people[who].pk for who, manager in manager_of.items() if manager == n}
            for n in range(6)
        }
        transaction.set_rollback(True)


# Each with what would stand there if it were run.
TEMPLATES = {
    "{{ 700007|add:7 }}": "700014",
    "{% load static %}": "<td></td>",
    "${700007*7}": "4900049",
    "{0.__class__}": "<class ",
    "#{700007*7}": "4900049",
    '"><img src=x onerror=alert(1)>': "<img src=x",
}
SCRIPTS = ("javascript:alert(1)", "data:text/html,x", "vbscript:x", "java\tscript:alert(1)")


@pytest.mark.published_break(28, 29, 33)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_name_is_shown_as_it_is_written_and_never_run(name):
    manager = PersonFactory(role="service_manager")
    PersonFactory(name=name, manager=manager)

    shown = signed_in(manager).get("/").text

    assert TEMPLATES[name] not in shown[shown.index("The team") :]
    assert name.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;") in shown


@pytest.mark.published_break(31)
@pytest.mark.parametrize("place", SCRIPTS)
def test_a_place_that_is_a_script_is_never_a_link(place):
    plr = PLRFactory(place=place)

    shown = signed_in(plr.reportee).get(plr.get_absolute_url()).text

    assert not re.search(rf'href="\s*{re.escape(place[:8])}', shown)


def test_the_templates_mark_nothing_as_safe():
    folder = Path(settings.BASE_DIR) / "templates"
    found = [path for path in folder.rglob("*.html") if "|safe" in path.read_text()]

    assert found == []
