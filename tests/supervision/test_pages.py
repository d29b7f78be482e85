"""What stands on the pages of a PLR, by role and by who reads."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from supervision import actions
from supervision.models import SelfAssessment
from tests.factories import GrantFactory, PersonFactory
from tests.qai.factories import AuditFactory, ObservationFactory
from tests.supervision.factories import ActionFactory, PLRFactory
from tests.supervision.writing import finalised_by_hand, new_action, page, with_body
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
EVERYBODY = {
    "The self-assessment",
    "Wellbeing",
    "Reflective discussion",
    "Workload and productivity",
    "Learning and career",
    "The reportee’s view",
    "The manager’s view",
    "Service standards",
    "Actions",
}
BY_ROLE = {
    "family_court_adviser": ("service_manager", "Two case samples"),
    "service_manager": ("head_of_practice", "Observed supervision"),
    "business_services_officer": ("team_leader", "Quality assurance"),
}


def titles(answer) -> set[str]:
    return {one["section"].title.replace("'", "’") for one in answer.context["sections"]}


@pytest.mark.requirement(
    "P22-2.5a", "P22-2.5b", "P22-2.5c", "P22-2.5g", "P22-2.5h", "P22-2.6e", "P22-2.6f", "P22-2.6h",
    "S17-2.4", "S17-2.5",
)  # fmt: skip
@pytest.mark.parametrize("role", BY_ROLE)
def test_the_record_has_the_sections_of_the_role(role):
    manager_role, own = BY_ROLE[role]
    manager = PersonFactory(role=manager_role)
    plr = PLRFactory(held=True, manager=manager, reportee__role=role)

    shown = titles(signed_in(manager).get(page("record", plr)))

    assert shown >= {*EVERYBODY, own}
    assert not shown & {title for _, title in BY_ROLE.values() if title != own}


@pytest.mark.requirement("P22-2.8b", "P22-2.14b")
def test_the_self_grade_stands_beside_the_managers():
    plr = PLRFactory(held=True, shared=True)

    answer = signed_in(plr.led_by).get(page("record", plr))

    [safe] = [one for one in answer.context["standards"] if one["standard"].key == "safe"]
    assert safe["self_grade"] == "Good"
    assert [value for value, _ in safe["fields"]["grade"].field.choices] == [
        "",
        "outstanding",
        "good",
        "met",
        "requires_improvement",
    ]


@pytest.mark.requirement("P22-2.14c", "P22-2.14e")
def test_each_grade_is_explained_and_each_standard_has_room_for_support():
    plr = PLRFactory(held=True)

    answer = signed_in(plr.led_by).get(page("record", plr))

    helps = [grade.help for grade in answer.context["grades"].values()]
    assert len(helps) == 4
    assert all(text and text in answer.text.replace("&#x27;", "'") for text in helps)
    assert all("support" in one["fields"] for one in answer.context["standards"])


@pytest.mark.requirement("P22-2.8a", "S17-1.2a", "AP18-0.1")
def test_the_self_assessment_asks_for_strengths_and_areas_for_learning():
    plr = PLRFactory()

    answer = signed_in(plr.reportee).get(page("self_assessment", plr))

    assert len(answer.context["parts"]) == 7
    for title in ("your strengths", "Areas for learning", "Workload", "Feedback", "career goals"):
        assert title in answer.text


@pytest.mark.requirement("P22-2.4a", "P22-2.14a")
def test_the_standards_that_were_not_looked_at_for_longest_come_first():
    plr = PLRFactory()
    PLRFactory(finalised=True, reportee=plr.reportee, manager=plr.led_by)

    answer = signed_in(plr.reportee).get(page("self_assessment", plr))

    assert [one["standard"].key for one in answer.context["standards"]][-1] == "safe"
    assert "Not looked at in a PLR yet" in answer.text


@pytest.mark.requirement("P22-2.11b", "P22-2.6c")
def test_the_prepare_page_shows_the_work_of_the_period_and_nothing_older():
    last = PLRFactory(finalised=True)
    plr = PLRFactory(reportee=last.reportee, manager=last.led_by)
    about = {"person": plr.reportee}
    old = AuditFactory(**about, completed_on=last.held_on)
    new, seen = AuditFactory(**about), ObservationFactory(**about)

    prepared = signed_in(plr.led_by).get(page("prepare", plr)).context["prepared"]

    assert {item.key for item in prepared.items} == {f"audit-{new.pk}", f"observation-{seen.pk}"}
    assert old.pk != new.pk


def test_open_actions_that_are_late_say_so_on_the_prepare_page():
    plr = PLRFactory()
    today = timezone.localdate()
    for days in (-1, 0):
        ActionFactory(person=plr.reportee, due_on=today + timedelta(days=days))

    shown = signed_in(plr.led_by).get(page("prepare", plr)).text
    actions = shown.split('id="actions"')[1].split("</section>")[0]

    assert actions.count("Late") == 1
    assert actions.index("Late") < actions.index("yesterday") < actions.index("today")


def test_of_very_many_pieces_the_latest_and_the_pinned_come_first_and_all_when_asked_for():
    plr = PLRFactory()
    days = (plr.planned_for - timedelta(days=number) for number in range(65, 40, -1))
    first, *_ = [AuditFactory(person=plr.reportee, completed_on=day) for day in days]
    actions.pin(plr=plr, item=f"audit-{first.pk}", by=plr.led_by)
    client, url = signed_in(plr.led_by), page("prepare", plr)

    some, every = (client.get(url + query) for query in ("", "?all=yes"))

    assert (some.text.count('app-pin"'), every.text.count('app-pin"')) == (42, 50)
    assert "Show the 4 earlier ones too" in some.text
    assert some.context["prepared"].shown[-1].key == f"audit-{first.pk}"


def finished_text(plr, reader) -> str:
    return signed_in(reader).get(page("finished", plr)).text


@pytest.mark.requirement("P22-2.13b", "P22-2.5f", "P22-2.9c")
def test_the_finished_record_says_who_led_it_when_and_what_was_decided():
    plr = PLRFactory(held=True, shared=True)
    plr = finalised_by_hand(plr, actions=[new_action(plr.reportee)])

    text = finished_text(plr, plr.reportee)

    for shown in (plr.led_by.name, "We see it the same way.", "Shadow a colleague in court"):
        assert shown in text


@pytest.mark.requirement("P22-2.15b")
def test_both_grades_stand_on_the_finished_record_and_the_evidence():
    plr = finalised_by_hand(
        PLRFactory(held=True), overall_grade="met", override_evidence="Two late checks."
    )

    text = finished_text(plr, plr.reportee)

    assert "(proposed: Good)" in text
    assert "Two late checks." in text


def test_self_grades_that_were_never_shared_are_shown_to_nobody_else():
    plr = PLRFactory(finalised=True)
    SelfAssessment.objects.filter(pk=plr.pk).update(
        body={"standards": {"quality": {"grade": "requires_improvement"}}}
    )
    again = PLRFactory(reportee=plr.reportee, manager=plr.led_by)

    shown = finished_text(plr, plr.led_by) + signed_in(plr.led_by).get(page("prepare", again)).text

    assert "Self: Requires improvement" not in shown
    assert "Self: <strong>Requires" not in shown


def test_the_managers_manager_sees_no_self_assessment_in_a_disagreement():
    plr = PLRFactory(disputed=True, shared=True)
    client = signed_in(plr.disagreement_with)

    text = client.get(page("finished", plr)).text + client.get(page("settle", plr)).text

    assert "Self: <strong>" not in text
    assert client.get(page("self_assessment_read", plr)).status_code == 404


def test_the_request_to_answer_stands_above_and_below_the_record_for_the_reportee_alone():
    plr = PLRFactory(finalised=True)

    above, below = finished_text(plr, plr.reportee).split("<article", 1)

    assert page("answer", plr) in above
    assert page("answer", plr) in below
    assert page("answer", plr) not in finished_text(plr, plr.led_by)


def pdf_text(plr) -> str:
    answer = signed_in(plr.reportee).get(page("finished_pdf", plr))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.content)).pages)


def test_the_pdf_holds_what_the_page_holds():
    plr = finalised_by_hand(PLRFactory(held=True, shared=True))

    text = pdf_text(plr)

    for shown in (plr.reportee.name, plr.led_by.name, "We see it the same way."):
        assert shown in text


HARD = [
    "#set page(fill: red) $x$ @ref <label> `raw` *bold* \\ // ",
    '#read("/etc/passwd") #import "@preview/x:1.0.0"',
    "<img src=http://127.0.0.1:9/x> url(file:///etc/passwd)",
    "Ŵyn Łukasz Ёлка مرحبا 你好 👨‍👩‍👧 \u202eabc\u202c \ufeff \ue000 \U0010fffd ﬁ ½ € →",
    "word " * 9000,
]


@pytest.mark.parametrize("text", HARD, ids=["typst", "files", "html", "scripts", "long"])
@pytest.mark.published_break(32)
def test_whatever_was_written_the_pdf_shows_it_as_text(text):
    plr = finalised_by_hand(PLRFactory(held=True), texts={"self_assessment_review": text})

    shown = pdf_text(plr)

    assert "root:" not in shown
    assert text.split()[0] in shown.replace("\n", "")


def test_a_picture_that_no_font_has_is_named_in_the_pdf():
    plr = finalised_by_hand(PLRFactory(held=True), texts={"self_assessment_review": "Good 👍"})

    assert "Good [thumbs up sign]" in pdf_text(plr)


@pytest.mark.parametrize("state", ["scheduled", "held", "finalised", "cancelled"])
def test_the_page_of_a_plr_leads_each_side_to_what_they_may_open(state):
    plr = PLRFactory(**({state: True} if state != "scheduled" else {}))

    for person in (plr.reportee, plr.led_by):
        client = signed_in(person)
        text = client.get(plr.get_absolute_url()).text
        links = [end for end in ENDS if f'href="{page(end, plr)}"' in text]
        assert {client.get(page(end, plr)).status_code for end in links} <= {200, 302}


ENDS = (
    "self_assessment",
    "self_assessment_read",
    "prepare",
    "record",
    "finished",
    "move",
    "cancel",
)


def test_a_record_in_writing_is_nowhere_on_the_pages_of_its_reportee():
    plr = with_body(PLRFactory(held=True), texts={"wellbeing": "Not finalised yet."})
    client = signed_in(plr.reportee)

    pages = [client.get(url).text for url in ("/", plr.get_absolute_url(), "/my-plr/")]

    assert "Not finalised yet." not in "".join(pages)


@pytest.mark.requirement("P22-2.1a")
@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("without_plr", "Nobody Planned"),
        ("without_line_manager", "Nobody Above"),
        ("with_unwritten_record", "Nobody Written"),
    ],
)
def test_each_number_of_the_overview_leads_to_the_people_behind_it(name, who):
    hr = GrantFactory(grant="hr").person
    PLRFactory(reportee__name="Nobody Written", held=True)
    PLRFactory(reportee__name="Nobody Above").reportee.lines.all().delete()
    PLRFactory(reportee__name="Nobody Planned", finalised=True)

    answer = signed_in(hr).get(reverse(f"supervision:{name}"))

    assert who in [person.name for person in answer.context["page"]]
    others = {"Nobody Planned", "Nobody Above", "Nobody Written"} - {who}
    assert not others & {person.name for person in answer.context["page"]}
