"""What audits and observations ask of whom, what is due next, and the lists."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import standings
from people.models import Person
from people.standings import Brief, Cell
from qai.models import Audit
from qai.queries.home import asks_of
from tests.factories import (
    GrantFactory,
    PersonFactory,
    PracticeSupervisionFactory,
    ReportingLineFactory,
    UnitFactory,
)
from tests.qai.factories import AuditFactory, ObservationFactory
from tests.qai.writing import (
    TODAY,
    adviser_and_manager,
    adviser_and_supervisor,
    begun_audit,
    finalised,
    with_part,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

HOME = "/audits/"
MOST = 15


def of_person(person) -> str:
    return reverse("qai:of_person", args=[person.pk])


def test_drafts_parts_and_unread_pieces_are_asked_of_those_whose_turn_it_is():
    adviser, manager = adviser_and_manager()
    begun_audit(adviser, manager, format="collaborative")
    finalised(begun_audit(adviser, manager, case_reference="C2"))

    asked = {person: [ask.text for ask in asks_of(person)] for person in (adviser, manager)}

    assert asked[manager] == [f"Finish the audit of {adviser}’s work, when their part is here"]
    assert sorted(asked[adviser]) == [
        f"Read the audit by {manager}",
        f"Write your part of the audit with {manager}",
    ]


def test_a_loaded_past_asks_nobody_to_say_that_they_have_read_it():
    adviser = AuditFactory().person

    assert asks_of(adviser) == []


@pytest.mark.parametrize("pair", [adviser_and_manager, adviser_and_supervisor])
@pytest.mark.requirement("P22-C7", "P22-C8", "P22-C11")
def test_due_next_says_for_each_adviser_until_when_and_in_which_format(pair, monkeypatch):
    adviser, by = pair()
    AuditFactory(person=adviser, format="normal")
    brief = Brief(lines=(Cell("case_file_audit", "compliant", date(2026, 12, 14)),))
    knowing = SimpleNamespace(briefs_of=lambda people, on: {adviser.pk: brief})
    monkeypatch.setattr(standings, "_knowing", [knowing])

    (row,) = signed_in(by).get(HOME).context["due"]

    assert (row.person, row.audit_due, row.audit_format.key) == (
        adviser,
        date(2026, 12, 14),
        "collaborative",
    )


def test_whoever_has_too_few_audits_so_far_is_late_and_first_though_the_next_day_is_to_come(
    monkeypatch,
):
    in_time, manager = adviser_and_manager()
    short = PersonFactory(manager=manager)
    soon, later = TODAY() + timedelta(days=9), TODAY() + timedelta(days=30)
    briefs = {
        in_time.pk: Brief(lines=(Cell("case_file_audit", "compliant", soon),)),
        short.pk: Brief(lines=(Cell("case_file_audit", "non_compliant", later),)),
    }
    knowing = SimpleNamespace(briefs_of=lambda people, on: briefs)
    monkeypatch.setattr(standings, "_knowing", [knowing])

    answer = signed_in(manager).get(HOME)

    assert [row.person for row in answer.context["due"]] == [short, in_time]
    assert answer.text.count("Late") == 1
    assert [f"{day:%-d %b %Y}" in answer.text for day in (soon, later)] == [True, False]


def test_without_an_audit_any_format_will_do():
    _, manager = adviser_and_manager()

    (row,) = signed_in(manager).get(HOME).context["due"]

    assert row.audit_format is None


def test_people_whose_work_is_never_audited_are_not_due():
    manager = PersonFactory(role="corporate_manager")
    PersonFactory(role="corporate", manager=manager)

    assert signed_in(manager).get(HOME).context["due"] == []


def test_the_list_of_people_holds_those_whose_work_one_may_look_at():
    unit = UnitFactory()
    inside, _ = PersonFactory(unit=unit), PersonFactory()
    auditor = PersonFactory(role="corporate", unit=unit)
    GrantFactory(person=auditor, grant="nis", unit=unit)

    found = signed_in(auditor).get("/audits/people/").context["page"]

    assert list(found) == [inside]


def test_a_list_shows_facts_and_never_a_grade():
    adviser = PersonFactory()
    AuditFactory(person=adviser, grade="requires_improvement")
    ObservationFactory(person=adviser)

    shown = signed_in(adviser).get(of_person(adviser)).content.decode()

    assert "full QAI tool, normal" in shown
    assert "work in court" in shown
    assert "Requires improvement" not in shown


def test_only_whoever_may_see_or_audit_finds_the_list():
    adviser, manager = adviser_and_manager()

    answers = [
        signed_in(person).get(of_person(adviser)).status_code
        for person in (adviser, manager, PersonFactory(role="service_manager"))
    ]

    assert answers == [200, 200, 404]


def test_an_auditor_by_grant_sees_nothing_of_what_others_did():
    adviser = AuditFactory().person
    auditor = PersonFactory(role="corporate", grants=["nis"])

    answer = signed_in(auditor).get(of_person(adviser))

    assert answer.context["lines"] == []
    assert answer.context["due"] is None


@pytest.mark.requirement("S17-A3.15")
def test_the_share_of_the_manager_counts_full_audits_by_the_post_of_the_day():
    adviser, manager = adviser_and_manager()
    supervisor = PersonFactory(role="practice_supervisor")
    PracticeSupervisionFactory(person=adviser, supervisor=supervisor)
    recent = TODAY() - timedelta(days=30)
    for by, number in ((manager, 1), (supervisor, 2)):
        for days in range(number):
            day = recent - timedelta(days=days)
            AuditFactory(person=adviser, auditor=by, completed_on=day)
    AuditFactory(person=adviser, auditor=manager, tool="quick", format="", completed_on=recent)

    (share,) = signed_in(manager).get("/audits/shares/").context["shares"]

    assert (share.by_managers, share.total, share.percent) == (1, 3, 33)
    assert share.is_short


@pytest.mark.requirement("S17-A3.15")
def test_half_is_as_advised():
    adviser, manager = adviser_and_manager()
    recent = TODAY() - timedelta(days=30)
    AuditFactory(person=adviser, auditor=manager, completed_on=recent)
    AuditFactory(
        person=adviser, auditor=PersonFactory(role="practice_supervisor"), completed_on=recent
    )

    (share,) = signed_in(manager).get("/audits/shares/").context["shares"]

    assert not share.is_short


def test_nobody_sees_a_share_of_which_they_know_a_part_alone():
    adviser, manager = adviser_and_manager()
    guest = PersonFactory(role="practice_supervisor")
    for by, days in ((manager, 20), (guest, 3)):
        day = TODAY() - timedelta(days=days)
        AuditFactory(person=adviser, auditor=by, completed_on=day)

    seen = {
        reader: signed_in(reader).get("/audits/shares/").context["shares"]
        for reader in (manager, guest, adviser)
    }

    assert [len(seen[reader]) for reader in (manager, guest, adviser)] == [1, 0, 0]
    assert seen[manager][0].total == 2


def questions(client, url: str) -> int:
    """Without the savepoints that hold the request inside a test."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


def pages_of(adviser: Person, draft: Audit) -> list[str]:
    return [
        HOME,
        "/audits/people/",
        "/audits/shares/",
        of_person(adviser),
        reverse("qai:begin", args=[adviser.pk, "audits"]),
        reverse("qai:write", args=["audits", draft.pk]),
        reverse("qai:check", args=["audits", draft.pk]),
    ]


def test_two_hundred_audits_and_many_people_ask_the_database_no_more_often():
    adviser, manager = adviser_and_manager()
    draft = with_part(begun_audit(adviser, manager, format="collaborative"))
    AuditFactory(person=adviser, auditor=manager)
    client = signed_in(manager)
    few = [questions(client, url) for url in pages_of(adviser, draft)]

    AuditFactory.create_batch(200, person=adviser, auditor=manager)
    for _ in range(10):
        AuditFactory(person=ReportingLineFactory(manager=manager).person)
    many = [questions(client, url) for url in pages_of(adviser, draft)]

    assert many == few
    assert max(many) <= MOST


def test_a_long_list_comes_in_pages():
    adviser = PersonFactory()
    AuditFactory.create_batch(60, person=adviser)
    client = signed_in(adviser)

    first, second = (client.get(of_person(adviser) + query) for query in ("", "?page=2"))

    assert (len(first.context["lines"]), len(second.context["lines"])) == (50, 10)


def test_what_one_may_not_begin_is_not_offered():
    adviser, manager = adviser_and_manager()
    auditor = PersonFactory(role="corporate", grants=["nis"])

    offered = {
        reader: signed_in(reader).get(of_person(adviser)).content.decode()
        for reader in (manager, auditor)
    }
    listed = signed_in(auditor).get("/audits/people/").content.decode()

    assert "Begin an observation" in offered[manager]
    assert "Begin an audit" in offered[auditor]
    assert "Begin an observation" not in offered[auditor]
    assert "Observe" not in listed


def test_the_list_of_people_offers_what_the_policy_knows_for_each_role():
    area = UnitFactory(kind="service_area")
    adviser = PersonFactory(unit=area, name="Ada")
    officer = PersonFactory(unit=area, name="Bob", role="business_services_officer")
    hop = PersonFactory(role="head_of_practice", unit=area)

    shown = signed_in(hop).get("/audits/people/").content.decode()

    links = {
        (person, kind): reverse("qai:begin", args=[person.pk, kind]) in shown
        for person in (adviser, officer)
        for kind in ("audits", "observations")
    }
    assert [who for who, there in links.items() if not there] == [(officer, "observations")]
