"""Each guard taken away for a moment: what the tests of the breaks look at changes at once.

A test that stayed green without the guard that it tries would say nothing.
"""

import io
import re
import time
from datetime import timedelta

import pytest
import time_machine
import typst
from django.conf import settings as site
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import FileField, Q
from django.template import Context, Template
from django.test import Client
from django.urls import include, path, reverse
from django.views.static import serve
from pypdf import PdfReader

from people import sheets
from people.models import Absence, Person
from people.models.person import PersonQuerySet
from tests.access.test_access import TABLE, browser_of, status_for
from tests.access.world import VISITORS, build_world
from tests.factories import PASSWORD, AbsenceFactory, PersonFactory
from tests.security import test_other_doors as doors
from tests.supervision import test_refusals as refusals
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/who-has-read-my-records/"


def everybody(*asked: object, **more: object) -> bool:
    return True


VIEWS, ACCESS = "supervision.views", "supervision.access"
# breaks, the guard, (method, URL, state of the PLR), and whom it holds back
GUARDS = [
    ((4,), f"{VIEWS}.self_assessment.require", ("post", "self_assessment", "scheduled"), "manager"),
    ((5, 6), f"{ACCESS}.leads", ("post", "record_draft", "held"), "reportee"),
    ((5, 6, 25), f"{ACCESS}.leads", ("get", "record_check", "held"), "reportee"),
    ((7, 18, 27), f"{ACCESS}.may_rearrange", ("post", "move", "scheduled"), "hop_of_area"),
    ((7, 8, 17), f"{ACCESS}.may_amend", ("post", "amend_begin", "finalised"), "reportee"),
    ((8, 17), f"{VIEWS}.finished.require", ("post", "answer", "finalised"), "manager"),
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("guard", "wanted", "visitor"),
    [
        pytest.param(*rest, marks=pytest.mark.published_break(*breaks, control=True))
        for breaks, *rest in GUARDS
    ],
)
def test_without_a_guard_the_access_table_is_red(world, guard, wanted, visitor, monkeypatch):
    method, name, state = wanted
    rows = TABLE[f"supervision:{name}"]
    [row] = [one for one in rows if (one.method, one.state) == (method, state)]
    browser = browser_of(visitor, world)

    assert status_for(browser, row, world) == row.statuses[VISITORS.index(visitor)]
    monkeypatch.setattr(guard, everybody)
    assert status_for(browser, row, world) != row.statuses[VISITORS.index(visitor)]


@pytest.fixture
def all_facts_open(monkeypatch):
    monkeypatch.setattr(
        PersonQuerySet, "facts_open_to", staticmethod(lambda *of: Q(pk__isnull=False))
    )


@pytest.mark.published_break(10, 13, 24, control=True)
@pytest.mark.parametrize("name", ["people:person", "supervision:plan"])
def test_without_the_rule_of_facts_strangers_find_people(world, name, all_facts_open):
    client = signed_in(world.people["other_manager"])

    assert client.get(reverse(name, args=[world.reportee.pk])).status_code != 404


@pytest.mark.published_break(23, control=True)
def test_without_the_rule_of_lists_a_search_would_answer_for_staff_numbers(monkeypatch):
    reader = signed_in(PersonFactory())
    PersonFactory(name="Ada Page", staff_number="S9001")
    monkeypatch.setattr("people.views.people.sees_all_accounts", everybody)

    assert "Ada Page" in reader.get("/people/", {"q": "S9001"}).text


@pytest.mark.published_break(15, control=True)
def test_without_asking_again_an_action_would_lead_to_a_plr_that_is_not_its_owners(monkeypatch):
    monkeypatch.setattr("supervision.queries.developing.may_read_plan", everybody)

    with pytest.raises(AssertionError, match=r"'/plrs/\d+/' not in"):
        refusals.test_an_action_shows_nothing_of_a_plr_that_its_owner_may_not_open()


@pytest.mark.published_break(12, control=True)
def test_without_the_rule_of_absences_their_kind_would_be_read(monkeypatch):
    manager = PersonFactory(role="service_manager")
    away = AbsenceFactory(person=PersonFactory(manager=manager), end=None).person
    monkeypatch.setattr(Absence.objects, "visible_to", lambda person: Absence.objects.all())

    assert "ickness" in signed_in(manager).get(reverse("people:person", args=[away.pk])).text


@pytest.mark.published_break(28, 29, 33, control=True)
def test_without_escaping_a_name_would_be_markup(monkeypatch):
    manager = PersonFactory(role="service_manager")
    PersonFactory(name='"><img src=x onerror=alert(1)>', manager=manager)
    monkeypatch.setattr("django.template.base.conditional_escape", str)

    assert "<img src=x" in signed_in(manager).get("/").text


@pytest.mark.published_break(33, control=True)
def test_as_a_template_a_name_would_be_worked_out():
    assert Template("{{ 7|add:7 }}").render(Context()) == "14"


@pytest.mark.published_break(2, 3, 14, 30, control=True)
def test_a_model_with_a_file_would_be_seen(monkeypatch):
    class WithFile:
        class _meta:  # noqa: N801
            get_fields = staticmethod(lambda: [FileField()])

    monkeypatch.setattr(doors.apps, "get_models", lambda: [WithFile])

    assert doors.kept_files()


@pytest.mark.published_break(31, control=True)
@pytest.mark.parametrize("script", doors.SCRIPTS)
def test_a_link_that_is_a_script_would_be_seen(script):
    assert re.search(rf'href="\s*{re.escape(script[:8])}', f'<a href="{script}">')


@pytest.mark.published_break(32, control=True)
def test_as_markup_a_text_would_read_files(tmp_path):
    (tmp_path / "secret.txt").write_text("root:x")
    (tmp_path / "main.typ").write_text('#read("/secret.txt")')

    pdf = typst.compile(tmp_path / "main.typ", root=tmp_path)

    assert "root:x" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.published_break(36, control=True)
def test_parameters_handed_on_as_names_would_be_seen(tmp_path, monkeypatch):
    source = tmp_path / "views.py"
    source.write_text("PLR.objects.filter(**request.GET)")
    monkeypatch.setattr(doors, "SOURCES", [source])

    with pytest.raises(AssertionError):
        doors.test_no_parameters_are_handed_on_as_names()


@pytest.mark.published_break(37, control=True)
def test_without_its_apostrophe_a_cell_would_be_a_formula(monkeypatch):
    monkeypatch.setattr(sheets, "FORMULA_STARTS", ("never",))

    assert "\n=1+1" in sheets.as_csv(["Name"], [["=1+1"]]).replace("\r", "")


@pytest.mark.published_break(40, control=True)
def test_without_the_count_in_its_hash_a_session_would_go_on(monkeypatch):
    monkeypatch.setattr(Person, "get_session_auth_hash", lambda person: "always the same")
    person = PersonFactory()
    elsewhere = signed_in(person)

    Person.objects.filter(pk=person.pk).update(password="!", sessions_ended=9)

    assert elsewhere.get(PAGE).status_code == 200


@pytest.mark.published_break(40, control=True)
def test_without_the_look_at_the_lock_a_session_would_go_on(monkeypatch):
    monkeypatch.setattr(Person, "is_active", True)
    person = PersonFactory()
    elsewhere = signed_in(person)

    Person.objects.filter(pk=person.pk).update(locked_at="2026-01-05 09:00Z")

    assert elsewhere.get(PAGE).status_code == 200


@pytest.mark.published_break(43, control=True)
def test_without_the_look_at_the_host_next_would_lead_away(monkeypatch):
    monkeypatch.setattr("people.accounts.url_has_allowed_host_and_scheme", everybody)
    typed = {"login": PersonFactory().email, "password": PASSWORD, "next": "https://evil.example/"}

    answer = Client().post(reverse("account_login"), typed)

    assert answer.url == "https://evil.example/"


@pytest.mark.published_break(44, control=True)
def test_without_its_turn_a_session_would_keep_its_key(client, monkeypatch):
    client.session["kept"] = "from before"
    client.session.save()
    before = client.session.session_key
    monkeypatch.setattr(SessionBase, "cycle_key", lambda session: None)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.flush", lambda one: None)

    client.post(reverse("account_login"), {"login": PersonFactory().email, "password": PASSWORD})

    assert client.session.session_key == before


urlpatterns = [
    path("demonstration/", include("people.demonstration_urls")),
    path("media/<path:path>", serve, {"document_root": site.BASE_DIR}),
    path("", include("plr_site.urls")),
]


@pytest.mark.published_break(14, 46, control=True)
@pytest.mark.urls(__name__)
def test_a_folder_of_files_would_be_seen():
    answer = signed_in(PersonFactory()).get("/media/plr_site/settings.py")

    assert b"SECRET_KEY" in answer.getvalue()


@pytest.mark.published_break(45, control=True)
@pytest.mark.urls(__name__)
def test_in_a_demonstration_anybody_would_come_in(client, settings):
    settings.DEMO = True

    assert client.get(reverse("demonstration")).status_code == 200


@pytest.mark.published_break(48, control=True)
def test_without_its_limits_a_session_would_live_for_ever(monkeypatch):
    with time_machine.travel(time.time(), tick=False) as clock:
        visitor = signed_in(PersonFactory())
        monkeypatch.setattr("people.middleware.end_or_go_on", lambda request: None)
        clock.shift(timedelta(hours=11))

        assert visitor.get(PAGE).status_code == 200
