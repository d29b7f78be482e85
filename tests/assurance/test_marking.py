"""From the record that was drawn to the manager's answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assurance.models import Answer, Draw, Marking
from notices.models import Notice
from people.models import AuditEvent, Reading
from people.rules import book_on
from supervision.models import Action
from tests.assurance.world import area, drawn, own, sent, written
from tests.factories import PersonFactory
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CANARY = "zrx81canary"


def url(name: str, draw: Draw) -> str:
    return reverse(f"assurance:{name}", args=[draw.pk])


def typed(draw: Draw, **changes) -> dict:
    asked = {f"scores-{one.key}": "2" for one in form_of(draw).questions}
    return {**asked, "judgement": "sound", "feedback": "Clear.", "version": 1, **changes}


def form_of(draw: Draw):
    return book_on(TODAY).assurance.forms[draw.rules.form]


@pytest.mark.requirement("P22-A1.17")
def test_a_marking_saves_itself_is_checked_and_sent():
    draw = drawn(area().head)
    client = signed_in(draw.sampler)

    saved = client.post(url("mark_draft", draw), typed(draw))
    client.post(url("check", draw), {"version": saved.json()["version"]})

    draw.refresh_from_db()
    assert own(draw).sent_at is not None
    assert draw.sent_on == TODAY
    assert Notice.objects.filter(person=draw.answerable, kind="sample_feedback").exists()


def test_every_question_needs_a_score_and_what_is_missing_a_note():
    draw = drawn(area().head)
    client = signed_in(draw.sampler)
    client.post(url("mark_draft", draw), {"version": 1, "scores-reflection": "0"})

    page = client.post(url("check", draw), {"version": 2})

    paths = {gap.path for gap in page.context["gaps"]}
    assert {
        ("notes", "reflection"),
        ("scores", "wellbeing"),
        ("judgement",),
        ("feedback",),
    } <= paths
    assert own(draw).sent_at is None


def test_a_second_tab_overwrites_nothing():
    draw = drawn(area().head)
    client = signed_in(draw.sampler)
    client.post(url("mark_draft", draw), {"version": 1, "feedback": "First."})

    late = client.post(url("mark", draw), {"version": 1, "feedback": "Second."})

    assert late.status_code == 409
    assert "First." in late.text
    assert "Second." in late.text


def test_what_was_checked_is_what_is_sent():
    draw = drawn(area().head)
    marking = written(own(draw))

    signed_in(draw.sampler).post(url("check", draw), {"version": marking.content.version + 5})

    assert own(draw).sent_at is None


def two_markers() -> tuple[Draw, Marking, Marking]:
    there = area(role="assistant_director")
    hr = PersonFactory(role="corporate", grants=["hr"])
    draw = drawn(there.head, "plr_audit")
    return draw, own(draw), own(draw, hr)


@pytest.mark.requirement("AP18-3a")
def test_the_second_marker_is_blind_to_the_first_until_both_have_sent():
    draw, first, second = two_markers()
    sent(draw)
    before = signed_in(second.marker).get(url("result", draw)).status_code

    sent(draw, second.marker, score="1", feedback="Shorter.")
    after = signed_in(second.marker).get(url("result", draw))

    assert before == 404
    assert after.context["marked"].agreement.per_cent == 0
    assert first.marker.name in after.text


def test_the_manager_reads_the_first_marking_and_not_the_second():
    draw, _, second = two_markers()
    sent(draw, feedback="From the assistant director.")
    sent(draw, second.marker, feedback="From HR.")

    page = signed_in(draw.answerable).get(url("result", draw)).text

    assert "From the assistant director." in page
    assert "From HR." not in page


def test_the_person_and_the_neighbour_never_read_what_was_found():
    draw = drawn(area().head)
    neighbour = PersonFactory(role="head_of_practice", unit=draw.sampler.postings.get().unit)
    sent(draw)

    assert signed_in(draw.about).get(url("result", draw)).status_code == 404
    assert signed_in(neighbour).get(url("result", draw)).status_code == 404


def test_the_manager_answers_once_and_the_actions_join_their_own_plan():
    draw = drawn(area().head)
    sent(draw)
    client = signed_in(draw.answerable)
    due = TODAY + timedelta(days=200)
    answer = {"text": "Agreed.", "action_1": "Write down what was learned"}

    client.post(url("answer", draw), {**answer, **day_typed("due_1", due)})
    again = client.post(url("answer", draw), {"text": "Something else."})

    assert Answer.objects.get().text == "Agreed."
    assert (again.status_code, "Something else." in again.text) == (409, True)
    action = Action.objects.get(owner=draw.answerable)
    assert (action.person, action.due_on) == (draw.answerable, due)
    assert Notice.objects.filter(person=draw.sampler, kind="sample_answered").exists()


@pytest.mark.parametrize(
    "wrong", [{}, {"text": "x", "action_1": "y"}, {"text": "x", "action_1": "y", "due_1_day": "x"}]
)
def test_an_answer_that_cannot_be_taken_says_why(wrong):
    draw = drawn(area().head)
    sent(draw)

    page = signed_in(draw.answerable).post(url("answer", draw), wrong)

    assert page.context["form"].errors
    assert not Answer.objects.exists()


def test_nothing_that_was_written_is_in_mails_logs_or_facts(caplog):
    draw = drawn(area().head)
    client = signed_in(draw.sampler)
    note = {"feedback": CANARY, "notes-reflection": CANARY}
    client.post(url("mark_draft", draw), typed(draw, **note))
    client.post(url("check", draw), {"version": 2})
    signed_in(draw.answerable).post(url("answer", draw), {"text": CANARY})

    facts = [
        *Notice.objects.values_list("facts", "path"),
        *AuditEvent.objects.values_list("detail"),
    ]

    assert Answer.objects.get().text == CANARY
    assert CANARY not in str(facts)
    assert CANARY not in caplog.text


def test_a_draw_shows_who_has_read_the_record_to_the_person_and_the_manager():
    draw = drawn(area().head)
    signed_in(draw.sampler).get(draw.record_url)

    pages = [signed_in(one).get(url("draw", draw)) for one in (draw.about, draw.answerable)]

    assert [page.context["readings"][0][0] for page in pages] == [draw.sampler.name] * 2
    kinds = Reading.objects.filter(reader_id=draw.sampler_id).values_list("record_kind", "basis")
    assert set(kinds) == {("record", "dip_sample"), ("selfassessment", "dip_sample")}


def test_what_a_marker_wrote_leaves_a_line_when_the_manager_opens_it():
    draw = drawn(area().head)
    sent(draw)

    signed_in(draw.answerable).get(url("result", draw))

    line = Reading.objects.get(record_kind="marking")
    assert (line.reader_id, line.about_id) == (draw.answerable_id, draw.answerable_id)


def test_bad_input_is_refused_without_an_error():
    draw = drawn(area().head)
    client = signed_in(draw.sampler)

    answers = [
        client.post(url("mark_draft", draw), {"version": 1, "scores-reflection": "7"}),
        client.post(url("mark", draw), {"version": "x", "judgement": "splendid"}),
        client.post(url("hand_back", draw), {"reason": "\x00"}),
        client.get(url("draw", draw) + "?page=%00"),
    ]

    assert {answer.status_code for answer in answers} <= {200, 400, 409}
    assert own(draw).content.body == {}
