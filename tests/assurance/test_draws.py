"""What is drawn, from what, for whom, and in which order."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assurance import actions
from assurance.actions.drawing import draw_for
from assurance.models import Draw, Seed
from assurance.words import checkable
from notices.models import Notice
from people.models import AuditEvent, Person, ReadingGrant
from people.rules import book_on
from policy.draws import commitment
from policy.periods import period_of
from tests.assurance.world import ONE_DAY, area, drawn, finished, seeded, sent
from tests.factories import PersonFactory, ReportingLineFactory, UnitFactory
from tests.qai.factories import AuditFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def programme(key="plr_sample"):
    return book_on(TODAY).assurance.programmes[key]


def attempt(person, key="plr_sample") -> Draw | None:
    return draw_for(person=person, programme=programme(key), on=TODAY, now=timezone.now())


def left_out(draw: Draw) -> dict[str, str]:
    return {record: reason for _, record, reason in draw.drawn_from.left_out}


@pytest.mark.requirement("P22-A1.17", "S17-A3.3")
def test_a_head_of_practice_gets_one_finalised_plr_of_the_area():
    there, elsewhere = area(), area()

    draw = drawn(there.head)

    assert draw.plr in there.plrs
    assert {record for _, record in draw.drawn_from.frame} == {str(plr.pk) for plr in there.plrs}
    assert draw.plr not in elsewhere.plrs


def test_a_seed_of_the_same_day_is_not_drawn_with():
    head = area().head
    Seed.objects.filter(pk=seeded(head).pk).update(committed_on=TODAY)

    assert attempt(head) is None


def test_the_hash_is_in_the_log_before_anything_is_drawn():
    head = area().head
    actions.commit_seeds(on=TODAY)

    (seed,) = Seed.objects.filter(person=head)
    line = AuditEvent.objects.get(kind="seed_committed", subject_id=str(seed.pk))

    assert line.detail == {"hash": commitment(seed.secret)}
    assert not Draw.objects.exists()


def test_committing_twice_is_committing_once():
    area()

    first, again = actions.commit_seeds(on=TODAY), actions.commit_seeds(on=TODAY)

    assert (first, again) == (1, 0)


def test_one_draw_stands_for_a_task_and_the_next_seed_is_sealed_with_it():
    there = area()
    draw = drawn(there.head)

    assert attempt(there.head) is None
    assert Seed.objects.unused().get(person=there.head).committed_on == TODAY
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(handed_back_reason="other")


@pytest.mark.requirement("P22-A1.17")
def test_amb_66_what_the_sampler_led_and_whoever_reports_to_them_is_left_out():
    there = area()
    day = TODAY - timedelta(days=9)
    led = finished(there.advisers[0], there.head, day)
    line = finished(there.managers[0], there.managers[1], day)

    draw = drawn(there.head)

    assert left_out(draw) == {str(led.pk): "had_a_part", str(line.pk): "own_line"}


def test_amb_66_whoever_was_drawn_in_the_last_year_waits_while_others_remain():
    there = area()
    first = drawn(there.head, "plr_sample")
    other = PersonFactory(role="head_of_practice", unit=there.unit)

    second = drawn(other)

    assert left_out(second) == {str(first.plr_id): "drawn_lately"}


def test_amb_66_where_nobody_else_remains_the_same_person_is_drawn_again():
    there = area(teams=1, team=1)
    drawn(there.head)

    again = drawn(PersonFactory(role="head_of_practice", unit=there.unit))

    assert again.plr == there.plrs[0]


def test_old_plrs_and_unfinished_ones_are_not_in_the_frame():
    there = area(teams=1, team=1)
    old = finished(there.advisers[0], there.managers[0], TODAY - timedelta(days=120))

    assert str(old.pk) not in {record for _, record in drawn(there.head).drawn_from.frame}


def test_without_anything_to_draw_from_nothing_is_drawn_and_the_seed_stays_sealed():
    head = area(teams=0).head
    seed = seeded(head)

    assert attempt(head) is None
    assert not seed.is_used


@pytest.mark.requirement("P22-A1.18", "S17-A3.4")
def test_amb_65_a_director_gets_an_audit_that_a_head_made_this_quarter():
    there = area(parent=(place := UnitFactory(kind="directorate")))
    director = PersonFactory(role="operational_director", unit=place)
    made = {"person": there.advisers[0], "completed_on": TODAY}
    audit = AuditFactory(**made, auditor=there.head, source="hop_ad", format="")
    AuditFactory(**made, auditor=there.managers[0])

    draw = drawn(director, "director_sample")

    assert (draw.audit, draw.answerable, len(draw.drawn_from.frame)) == (audit, there.head, 1)


@pytest.mark.requirement("P22-A1.13", "P22-A1.14", "S17-A3.2")
def test_a_qualified_member_of_management_gets_a_case_from_the_list_of_mis():
    member = PersonFactory(role="corporate", grants=["cmt"], social_work_qualified=True)
    mis, adviser = PersonFactory(grants=["mis"]), PersonFactory()
    lines = [(f"C{number}", adviser.staff_number) for number in range(4)]
    given = {"by": mis, "on": TODAY, "now": timezone.now()}
    assert actions.give_cases(programme=programme("cmt_case"), lines=lines, **given)

    draw = drawn(member, "cmt_case")

    assert draw.record in {case for case, _ in lines}
    assert not ReadingGrant.objects.exists()
    assert not actions.give_cases(programme=programme("cmt_case"), lines=lines[:1], **given)


def test_the_sampler_the_person_and_the_manager_are_told_who_reads_it():
    draw = drawn(area().head)

    told = set(Notice.objects.values_list("person_id", "kind"))

    assert told == {
        (draw.sampler_id, "sample_to_make"),
        (draw.about_id, "record_sampled"),
        (draw.answerable_id, "record_sampled"),
    }


@pytest.mark.requirement("AP18-3a")
def test_the_audit_with_hr_has_a_second_marker_who_has_no_part_in_the_record():
    there = area(role="assistant_director")
    hr = PersonFactory(role="corporate", grants=["hr"])
    manager = PersonFactory(role="corporate_manager", grants=["hr"])
    for adviser in there.advisers:
        adviser.lines.update(end=TODAY - ONE_DAY)
        ReportingLineFactory(person=adviser, manager=manager, start=TODAY)

    draw = drawn(there.head, "plr_audit")

    assert list(draw.markings.values_list("marker", "position")) == [(there.head.pk, 1), (hr.pk, 2)]
    assert checkable(draw)["second_marker"] == str(hr.pk)
    assert draw.drawn_from.rule["second_markers"] == [str(hr.pk)]


def test_every_night_commits_then_draws_on_the_day_of_the_programme():
    head = area().head
    start = period_of("quarter", TODAY).start
    actions.commit_seeds(on=start)

    early = actions.draw_all_due(on=start + timedelta(days=6), now=timezone.now())
    finished(head_adviser(head), PersonFactory(role="service_manager"), start)
    due = actions.draw_all_due(on=start + timedelta(days=7), now=timezone.now())

    assert (early, [draw.sampler for draw in due]) == ([], [head])


def head_adviser(head: Person) -> Person:
    return PersonFactory(unit=head.postings.get().unit)


def test_what_is_sent_is_not_drawn_again():
    there = area()
    sent(drawn(there.head))
    seeded(there.head)

    assert actions.draw_all_due(on=TODAY, now=timezone.now()) == []


@pytest.mark.requirement("P22-A1.17")
def test_the_sampler_reads_the_record_until_the_sample_is_sent():
    draw = drawn(area().head)
    before = draw.is_open_to(Person.objects.get(pk=draw.sampler_id))

    sent(draw)

    assert (before, draw.is_open_to(Person.objects.get(pk=draw.sampler_id))) == (True, False)
