"""What no page of ours sends, or nobody means: never an error 500, never a lost word.

The numbers are the rows of the list of bad inputs in the security anchors.
"""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.models import PLR, Record, SelfAssessment
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory
from tests.supervision.factories import ActionFactory, PLRFactory
from tests.supervision.writing import page, with_body
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
TODAY = timezone.localdate


def stored(plr) -> dict:
    return SelfAssessment.objects.get(pk=plr.pk).body


def write(plr, name="self_assessment", **typed):
    return signed_in(plr.reportee).post(page(name, plr), {"version": 1, **typed})


@pytest.mark.parametrize("name", ["self_assessment", "self_assessment_draft"])
@pytest.mark.bad_input(1)
def test_1_a_nul_byte_is_refused_at_its_field_and_the_rest_is_kept(name):
    plr = PLRFactory()
    typed = {"texts-wellbeing": "Fine\x00", "texts-went_well": "The handover."}

    answer = write(plr, name, **typed)

    assert answer.status_code == (400 if name.endswith("draft") else 200)
    assert "has a hidden character that cannot be saved" in answer.text
    assert name.endswith("draft") or "The handover." in answer.text
    assert stored(plr) == {}


@pytest.mark.parametrize("raw", [b"%ED%A0%80", b"\xed\xa0\x80", b"%FF%FE", b"\\ud800"])
@pytest.mark.bad_input(2)
def test_2_half_a_character_in_an_autosave_does_no_harm(raw):
    plr = PLRFactory()
    client = signed_in(plr.reportee)

    answer = client.post(
        page("self_assessment_draft", plr), b"version=1&texts-wellbeing=" + raw, content_type=FORM
    )

    assert answer.status_code in (200, 400)
    assert client.get(page("self_assessment", plr)).status_code == 200


@pytest.mark.parametrize("body", [b'{"version": 1, "texts-wellbeing": "\\ud800"}', b"[1, {}]", b""])
@pytest.mark.bad_input(2, 10)
def test_2_json_where_a_form_is_expected_overwrites_nothing(body):
    plr = PLRFactory()
    write(plr, **{"texts-wellbeing": "Fine."})

    answer = signed_in(plr.reportee).post(
        page("self_assessment_draft", plr), body, content_type="application/json"
    )

    assert answer.status_code == 409
    assert stored(plr) == {"texts": {"wellbeing": "Fine."}}


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\ufeff\u200b \n", "\u2800"])
@pytest.mark.bad_input(3, 4)
def test_3_and_4_what_nobody_can_see_is_nothing(blank):
    plr = PLRFactory(finalised=True)
    typed = {"answer": "disagree", "comment": blank}

    answer = signed_in(plr.reportee).post(page("answer", plr), typed)

    assert answer.context["form"].errors["comment"] == ["Say what you disagree with"]


@pytest.mark.bad_input(5, 6)
def test_5_and_6_text_of_every_script_is_kept_as_it_was_typed():
    plr = PLRFactory()
    text = "Ŵyn O’Brien, José \u202eabc\u202c 👨‍👩‍👧"

    write(plr, **{"texts-wellbeing": text})

    assert stored(plr)["texts"]["wellbeing"] == text
    assert text in signed_in(plr.reportee).get(page("self_assessment", plr)).text


@pytest.mark.bad_input(7)
def test_7_fifty_thousand_words_are_too_long_and_stay_on_the_page():
    plr = PLRFactory()
    words = "word " * 50_000

    answer = write(plr, **{"texts-wellbeing": words})

    assert "must be 50,000 characters or less" in answer.text
    assert words.strip() in answer.text
    assert stored(plr) == {}


@pytest.mark.bad_input(7)
def test_7_a_body_past_the_limit_gets_a_page_of_its_own_and_the_draft_is_kept():
    plr = PLRFactory()
    write(plr, **{"texts-wellbeing": "Fine."})

    answer = write(plr, **{"texts-wellbeing": "x" * 2_600_000})

    assert answer.status_code == 400
    assert "It was too long" in answer.text
    assert stored(plr) == {"texts": {"wellbeing": "Fine."}}


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 700007|add:7 }}", "{% load x %}", "'; DROP", "100 %_"]
)
@pytest.mark.published_break(28, 29)
@pytest.mark.bad_input(8)
def test_8_markup_is_shown_as_it_was_typed(text):
    plr = PLRFactory()
    write(plr, **{"texts-went_well": text})

    shown = signed_in(plr.reportee).get(page("self_assessment_preview", plr)).text

    assert "<script>alert" not in shown
    assert "700014" not in shown
    assert stored(plr)["texts"]["went_well"] == text


@pytest.mark.bad_input(9)
def test_9_a_thousand_and_one_fields_get_a_page_of_their_own():
    plr = PLRFactory()

    answer = write(plr, **{f"field-{number}": "x" for number in range(1001)})

    assert answer.status_code == 400
    assert "not in the form that this page sends" in answer.text


@pytest.mark.parametrize("name", ["self_assessment", "self_assessment_draft"])
@pytest.mark.bad_input(10)
def test_10_a_field_sent_twice_is_refused(name):
    plr = PLRFactory()

    answer = signed_in(plr.reportee).post(
        page(name, plr), b"version=1&texts-wellbeing=a&texts-wellbeing=b", content_type=FORM
    )

    assert answer.status_code == 400
    assert stored(plr) == {}


@pytest.mark.bad_input(11)
def test_11_unknown_fields_are_ignored():
    plr = PLRFactory()

    write(plr, **{"texts-wellbeing": "Fine.", "texts-secret": "x", "state": "finalised", "x": "y"})

    assert stored(plr) == {"texts": {"wellbeing": "Fine."}}


FOREIGN = {"standards-safe-grade": "splendid", "overall_grade": "a" * 5000, "actions-0-owner": "1"}


@pytest.mark.parametrize("field", FOREIGN)
@pytest.mark.bad_input(11)
def test_11_a_value_that_was_not_offered_is_refused_and_the_text_kept(field):
    plr = PLRFactory(held=True)
    typed = {"version": 1, field: FOREIGN[field], "texts-wellbeing": "Rested."}

    answer = signed_in(plr.led_by).post(page("record", plr), typed)

    assert "Select one of the answers on the page" in answer.text
    assert "Rested." in answer.text
    assert Record.objects.get(pk=plr.pk).body == {}


DAYS = {
    ("29", "2", "2027"): "must be a real date",
    ("31", "6", "2026"): "must be a real date",
    ("13", "14", "2026"): "must be a real date",
    ("12", "31", "2026"): "must have the day before the month",
    ("1", "1", "0001"): "must be between",
    ("31", "12", "9999"): "must be between",
    ("46000", "", ""): "must include a month and year",
    ("-1", "1", "2026"): "must be a real date",
    ("1e3", "1", "2026"): "must be a real date",
    ("9" * 5000, "1", "2026"): "must be a real date",
    ("", "", ""): "Enter the date of the PLR",
}


@pytest.mark.parametrize("typed", DAYS)
@pytest.mark.bad_input(12, 13, 15, 18)
def test_12_to_19_a_day_that_is_none_is_told_in_plain_words(typed):
    reportee = PersonFactory(manager=(manager := PersonFactory(role="service_manager")))
    boxes = dict(
        zip(("planned_for_day", "planned_for_month", "planned_for_year"), typed, strict=True)
    )

    answer = signed_in(manager).post(
        reverse("supervision:plan", args=[reportee.pk]),
        {**boxes, "led_by": manager.pk, "place": "Room 4"},
    )

    assert DAYS[typed] in answer.context["form"].errors["planned_for"][0]
    assert "Room 4" in answer.text
    assert not PLR.objects.exists()


@pytest.mark.bad_input(14, 19)
def test_14_and_19_a_short_year_and_arabic_digits_are_understood():
    reportee = PersonFactory(manager=(manager := PersonFactory(role="service_manager")))
    day = TODAY() + timedelta(days=20)
    arabic = str(day.day).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    boxes = {**day_typed("planned_for", day), "planned_for_day": arabic}

    signed_in(manager).post(
        reverse("supervision:plan", args=[reportee.pk]),
        {**boxes, "planned_for_year": f"{day:%y}", "led_by": manager.pk},
    )

    assert PLR.objects.get().planned_for == day


@pytest.mark.parametrize(
    ("days", "sentence"), [(1, "must be today or in the past"), (-9999, "must be on or after")]
)
@pytest.mark.bad_input(16)
def test_16_a_meeting_is_not_held_in_the_future_nor_before_joining(days, sentence):
    plr = PLRFactory()

    answer = signed_in(plr.led_by).post(
        page("record_begin", plr), day_typed("held_on", TODAY() + timedelta(days=days))
    )

    assert sentence in answer.text
    plr.refresh_from_db()
    assert plr.state == "scheduled"


@pytest.mark.parametrize(
    "due", ["soon", "31/12/2026", "2026-02-30", "0001-01-01", "9999-12-31", "٢٠٢٦-١٢-٣١"]
)
@pytest.mark.bad_input(12, 18)
def test_18_a_due_date_that_is_none_is_kept_as_typed_and_asked_for_again(due):
    plr = with_body(PLRFactory(held=True))
    client = signed_in(plr.led_by)
    typed = {"actions-0-description": "Shadow", "actions-0-due": due, "then": "check"}

    answer = client.post(page("record", plr), {"version": 1, **typed}, follow=True)

    assert ("actions", "0", "due") in {gap.path for gap in answer.context["gaps"]}
    assert due in client.get(page("record", plr)).text


@pytest.mark.requirement("P22-2.15b")
@pytest.mark.bad_input(20)
def test_20_another_grade_needs_its_evidence():
    plr = PLRFactory(held=True)
    graded = {"standards-safe-grade": "good", "standards-safe-evidence": "Seen."}
    other = {"overall_grade": "met", "override_evidence": "\u200b \u00a0"}

    answer = signed_in(plr.led_by).post(
        page("record", plr), {"version": 1, "then": "check", **graded, **other}, follow=True
    )

    assert "Give your evidence for another grade" in answer.text


VERSIONS = ["", "-1", "0", "9" * 30, "1.0", "٣", "null", "1 or 1=1"]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_that_is_none_makes_the_save_a_choice_between_two_texts(version):
    plr = PLRFactory()
    write(plr, **{"texts-wellbeing": "Theirs."})

    by_button = write(plr, version=version, **{"texts-wellbeing": "Mine."})
    by_itself = write(plr, "self_assessment_draft", version=version, **{"texts-wellbeing": "Mine."})

    assert (by_button.status_code, by_itself.status_code) == (409, 409)
    assert "Theirs." in by_button.text
    assert "Mine." in by_button.text
    assert stored(plr) == {"texts": {"wellbeing": "Theirs."}}


@pytest.mark.parametrize("number", ["0", "10" * 15, "999999999", "9223372036854775808"])
def test_25_an_id_that_nobody_has_is_not_found(number):
    client = signed_in(PLRFactory().led_by)
    urls = [f"/plrs/{number}/{end}" for end in ("", "record/", "prepare/", "finished/", "answer/")]
    urls += [f"/actions/{number}/", f"/people/{number}/plan-a-plr/"]
    urls += [f"/people/{number}/development-plan/"]

    assert {client.get(url).status_code for url in urls} == {404}


@pytest.mark.parametrize("number", ["abc", "-1", "1.5", "%00", "1%20or%201=1"])
def test_25_an_id_that_is_no_number_is_not_found(number):
    assert signed_in(PLRFactory().led_by).get(f"/plrs/{number}/").status_code == 404


QUERIES = ["-1", "abc", "999999", "10" * 30, "", "\x00", "1) OR 1=1--", "ﬁ"]


@pytest.mark.parametrize("value", QUERIES)
@pytest.mark.bad_input(1, 25)
def test_25_a_sort_a_filter_or_a_page_that_is_none_is_the_usual_one(value):
    plr = PLRFactory()
    ActionFactory(person=plr.reportee)
    client = signed_in(plr.led_by)
    plan = reverse("supervision:plan_of", args=[plr.reportee_id])

    answers = [
        client.get(f"{url}={quote(value)}").status_code
        for url in ("/?sort", f"{plan}?show", "/without-a-plr/?page")
    ]

    assert answers == [200, 200, 200]


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil", "javascript:1"]
)
def test_a_pin_leads_back_to_the_prepare_page_whatever_is_asked(to):
    plr = PLRFactory()
    item = f"audit-{AuditFactory(person=plr.reportee).pk}"

    answer = signed_in(plr.led_by).post(
        f"{page('pin', plr)}?next={quote(to)}", {"item": item, "pin": "on", "next": to}
    )

    assert answer.url == page("prepare", plr)


@pytest.mark.parametrize("item", ["", "audit-999999", "audit-1; drop", "x" * 5000, "\x00"])
def test_only_what_the_page_offers_is_pinned(item):
    plr = PLRFactory()

    answer = signed_in(plr.led_by).post(page("pin", plr), {"item": item, "pin": "on"})

    assert answer.status_code == 404
