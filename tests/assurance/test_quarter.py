"""A whole quarter of three areas, night by night; every draw is checked by a stranger's script."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from assurance import tasks
from assurance.models import Draw, Marking
from assurance.queries.owing import Ledger
from people.models import Person
from tests.assurance import stranger
from tests.assurance.world import area, own, sent
from tests.factories import GrantFactory, PersonFactory, UnitFactory
from tests.qai.factories import AuditFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
FIRST = date(2026, 10, 1)
SCRIPT = Path(stranger.__file__)


def night(day: date) -> None:
    with time_machine.travel(datetime(day.year, day.month, day.day, 2, 40, tzinfo=UTC), tick=False):
        tasks.look_after_samples()


def file_of(draw: Draw, reader: Person) -> dict:
    return signed_in(reader).get(reverse("assurance:draw_data", args=[draw.pk])).json()


def statuses(on: date) -> dict[tuple[str, str], str]:
    return {
        (row.programme.key, row.name): task.duty.status
        for row in Ledger(on).rows()
        for task in row.tasks
        if task.duty.period.start == FIRST
    }


@pytest.mark.requirement("P22-A1.17", "P22-A1.18", "S17-A3.3", "S17-A3.4", "AP18-3a")
def test_a_quarter_of_three_areas_from_sealed_seeds_to_what_is_done_and_late():
    top = UnitFactory(kind="directorate")
    director = PersonFactory(role="operational_director", unit=top)
    GrantFactory(person=PersonFactory(role="corporate"), grant="hr")
    roles = ("head_of_practice", "head_of_practice", "assistant_director")
    areas = [area(parent=top, on=FIRST, role=role) for role in roles]
    audited = {"auditor": areas[0].head, "source": "hop_ad", "format": ""}
    AuditFactory(person=areas[0].advisers[0], completed_on=date(2026, 10, 12), **audited)

    for day in (0, 7, 8, 21, 22, 49, 50):
        night(FIRST + timedelta(days=day))
    drawn = list(Draw.objects.select_related("seed"))
    with time_machine.travel(datetime(2026, 12, 1, 9, tzinfo=UTC), tick=False):
        checked = [stranger.faults(file_of(draw, draw.sampler)) for draw in drawn]
        done = [draw for draw in drawn if draw.sampler != areas[1].head]
        for draw in done:
            sent(draw, on=date(2026, 12, 1))

    keys = sorted((draw.programme, draw.sampler.name) for draw in drawn)
    heads = [one.head.name for one in areas]
    expected = [("plr_sample", name) for name in heads] + [("plr_audit", heads[2])]
    assert keys == sorted([*expected, ("director_sample", director.name)])
    assert checked == [[]] * 5
    found = statuses(date(2027, 1, 4))
    assert found["plr_sample", heads[0]] == found["plr_audit", heads[2]] == "done"
    assert found["plr_sample", heads[1]] == "late"
    assert found["director_sample", director.name] == "done"
    assert not Marking.objects.waiting().exclude(marker=areas[1].head).filter(position=1)
    assert own(drawn[0]).grant.reader == drawn[0].sampler


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"seed": "0" * 64}, "the seed is not the one that was sealed"),
        ({"frame": [["", "999"]]}, "the list is not the one that was kept"),
        ({"result": {"stratum": "", "record": "1"}}, "another record should have been drawn"),
        ({"seed_committed_on": "2999-01-01"}, "the seed was sealed too late"),
        ({"second_marker": "1"}, "another second marker should have been drawn"),
    ],
)
def test_a_draw_that_was_tampered_with_is_found_out(wrong, fault):
    draw = drawn_for(area(on=FIRST).head)

    assert fault in stranger.faults({**file_of(draw, draw.sampler), **wrong})


def drawn_for(head: Person) -> Draw:
    with time_machine.travel(datetime(2026, 10, 9, 9, tzinfo=UTC), tick=False):
        tasks.look_after_samples()
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        tasks.look_after_samples()
    return Draw.objects.get(sampler=head)


def test_the_script_runs_on_its_own(tmp_path):
    head = area(on=FIRST).head
    draw = drawn_for(head)
    file = tmp_path / "draw.json"
    file.write_bytes(signed_in(head).get(reverse("assurance:draw_data", args=[draw.pk])).content)

    ran = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(file)], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stdout.strip()) == (0, "The draw is as described.")
