"""What no page of ours sends, or nobody means: never an error 500, never a lost word.

Everything that the form of a PLR refuses is refused by the same field; here are the ways to it.
"""

import pytest
from django.urls import reverse

from qai.models import Audit, AuditContent, AuditPart
from tests.qai.writing import (
    adviser_and_manager,
    begun_audit,
    facts_typed,
    finalised,
    page,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
HIDDEN = "has a hidden character that cannot be saved"


def draft() -> Audit:
    return begun_audit(*adviser_and_manager())


def stored() -> dict:
    return AuditContent.objects.get().body


def test_a_nul_byte_is_refused_at_its_field_and_the_rest_stays_on_the_page():
    audit = draft()
    typed = {"version": 1, "texts-impact": "Fine\x00", "texts-strengths": "The handover."}
    client = signed_in(audit.auditor)

    by_button, by_itself = (
        client.post(page(name, audit), typed) for name in ("write", "write_draft")
    )

    assert (by_button.status_code, by_itself.status_code) == (200, 400)
    assert HIDDEN in by_button.text
    assert "The handover." in by_button.text
    assert stored() == {}


@pytest.mark.parametrize("raw", [b"%ED%A0%80", b"\xed\xa0\x80", b"%FF%FE", b"\\ud800"])
def test_half_a_character_does_no_harm(raw):
    audit = draft()
    client = signed_in(audit.auditor)

    sent = b"version=1&texts-impact=" + raw
    answer = client.post(page("write_draft", audit), sent, content_type=FORM)

    assert answer.status_code in (200, 400)
    assert client.get(page("write", audit)).status_code == 200


@pytest.mark.parametrize("version", ["", "x", "-1", "1e9", "99999999999999999999"])
def test_a_version_that_is_none_overwrites_nothing(version):
    audit = draft()

    answer = signed_in(audit.auditor).post(
        page("write_draft", audit), {"version": version, "texts-impact": "Lost?"}
    )

    assert answer.status_code == 409
    assert stored() == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"overall_grade": "splendid"},
        {"domains-safety-grade": "splendid"},
        {"answers-risk_named": "perhaps"},
        {"actions-0-owner": "999999"},
        {"actions-0-category": "leisure"},
    ],
)
def test_what_is_not_in_a_list_is_refused_and_nothing_is_kept(wrong):
    audit = draft()

    answer = signed_in(audit.auditor).post(page("write_draft", audit), {"version": 1, **wrong})

    assert answer.status_code == 400
    assert stored() == {}


@pytest.mark.parametrize(
    "row",
    [{"actions-99999-description": "x"}, {"actions-x-description": "x"}, {"actions--owner": "x"}],
)
def test_rows_with_no_number_are_left_alone(row):
    audit = draft()

    answer = signed_in(audit.auditor).post(page("write_draft", audit), {"version": 1, **row})

    assert answer.status_code == 200
    assert stored() == {}


def test_a_field_sent_twice_is_refused():
    audit = draft()

    answer = signed_in(audit.auditor).post(
        page("write_draft", audit), {"version": 1, "texts-impact": ["one", "two"]}
    )

    assert answer.status_code == 400
    assert stored() == {}


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{7*7}}", "'; DROP", "100 %_"])
def test_markup_is_shown_as_it_was_typed(text):
    audit = finalised(draft(), texts={"impact": text, "strengths": text, "learning": text})

    shown = signed_in(audit.person).get(audit.get_absolute_url()).text

    assert "<script>alert" not in shown
    assert AuditContent.objects.get().strengths == text


@pytest.mark.parametrize(
    "changes",
    [
        {"case_reference": "C1\x00"},
        {"case_reference": "C" * 500},
        {"source": "nobody"},
        {"format": "loud"},
        {"completed_on_day": "31", "completed_on_month": "2"},
        {"completed_on_year": "99999999999999999999"},
        {"completed_on_year": "1800"},
    ],
)
def test_facts_that_cannot_be_are_refused_and_nothing_is_begun(changes):
    adviser, manager = adviser_and_manager()
    url = reverse("qai:begin", args=[adviser.pk, "audits"])

    answer = signed_in(manager).post(url, {**facts_typed(), **changes})

    assert answer.status_code == 200 or "source" in changes
    assert Audit.objects.exists() is ("source" in changes)


def test_a_source_that_is_not_offered_is_not_believed():
    adviser, manager = adviser_and_manager()
    url = reverse("qai:begin", args=[adviser.pk, "audits"])

    signed_in(manager).post(url, facts_typed(source="director"))

    assert Audit.objects.get().source == "supervision"


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
@pytest.mark.parametrize("kind", ["audits", "observations"])
def test_pieces_that_are_not_there_are_not_found(kind, number):
    client = signed_in(adviser_and_manager()[1])

    for rest in ("", "write/", "check/", "facts/", "history/"):
        assert client.get(f"/{kind}/{number}/{rest}").status_code == 404


@pytest.mark.parametrize("query", ["?page=x", "?page=-1", "?page=99999999999999999999", "?q=%00"])
def test_lists_answer_whatever_page_is_asked_for(query):
    adviser, manager = adviser_and_manager()
    client = signed_in(manager)

    for path in ("/audits/people/", f"/people/{adviser.pk}/audits/", "/audits/shares/"):
        assert client.get(path + query).status_code == 200


def test_bad_text_in_a_part_is_refused_at_its_field():
    audit = begun_audit(*adviser_and_manager(), format="collaborative")

    answer = signed_in(audit.person).post(
        audit.part_url, {"version": 1, "domains-safety": "Fine\x00", "texts-strengths": "Kept."}
    )

    assert HIDDEN in answer.text
    assert "Kept." in answer.text
    assert AuditPart.objects.get().body == {}
