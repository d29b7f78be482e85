"""What a home asks for next."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from supervision.queries.home import own_steps, plrs_around
from supervision.stages import stages
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


def test_of_a_loaded_past_only_the_last_record_asks_for_an_answer():
    last = PLRFactory(finalised=True, planned_for=date(2026, 9, 1))
    PLRFactory(finalised=True, reportee=last.reportee, planned_for=date(2026, 6, 1))

    steps = own_steps(plrs_around(last.reportee)[0], today=timezone.localdate())

    assert [step.url for step in steps] == [f"/plrs/{last.pk}/finished/"]


def test_what_is_late_comes_before_what_waits():
    last = PLRFactory(finalised=True, planned_for=date(2026, 9, 1))
    soon = timezone.localdate() + timedelta(days=2)
    PLRFactory(reportee=last.reportee, led_by=last.led_by, planned_for=soon)

    steps = own_steps(plrs_around(last.reportee)[0], today=timezone.localdate())

    assert [step.late for step in steps] == [True, False]


def test_what_is_still_to_do_is_a_verb_and_what_is_done_reads_as_done():
    planned = [(one.title, one.state) for one in stages(PLRFactory())]
    finalised = [(one.title, one.state) for one in stages(PLRFactory(finalised=True))]

    assert planned[:3] == [
        ("Planned", "done"),
        ("Share the self-assessment", "now"),
        ("Hold the meeting", "to come"),
    ]
    assert finalised[2:] == [
        ("Meeting held", "done"),
        ("Record finalised", "done"),
        ("Read and answer", "now"),
    ]


def test_of_a_record_without_a_self_assessment_none_is_asked_for():
    plr = PLRFactory(finalised=True, self_assessment_shared_at=None)

    assert [one.state for one in stages(plr)] == ["done", "left out", "done", "done", "now"]


def test_after_finalising_the_next_plr_can_be_planned_until_it_is():
    plr = PLRFactory(finalised=True)
    manager = signed_in(plr.led_by)

    before = manager.get(page("plr", plr)).text
    PLRFactory(reportee=plr.reportee, led_by=plr.led_by)
    after = manager.get(page("plr", plr)).text

    assert "Plan the next PLR" in before
    assert "Plan the next PLR" not in after
    assert "Back to my team" in after
    assert "Back to my team" not in signed_in(plr.reportee).get(page("plr", plr)).text


@pytest.mark.parametrize(("days", "late"), [(1, True), (20, False)])
def test_a_self_assessment_that_is_late_says_so_in_a_word(days, late):
    plr = PLRFactory(planned_for=timezone.localdate() + timedelta(days=days))

    home = signed_in(plr.reportee).get("/").text
    next_step = home.split('class="app-next')[1].split("</p>")[0]

    assert "Write your self-assessment" in next_step
    assert ("Late" in next_step) is late
