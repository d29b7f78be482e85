"""Everybody's situation occurs, and whoever is in it is found by staff number."""

from datetime import timedelta

import pytest
from django.db.models import Count, Q

from exchange.demo.situations import SITUATIONS
from people.models import Absence, PerformanceMatter, Person, Posting, Reading
from people.queries import line_manager_of
from people.queries.demonstration import cast
from policy import rulebook
from policy.calendar import add_working_days, working_day_after
from qai.models import Audit, AuditContent, SelfRegulationDecision, Tag, Theme
from qai.queries.home import asks_of
from supervision.forms.self_assessment import parts_written
from supervision.models import PLR, Action, FeedbackAnswer, MeetingDraft, Record
from supervision.queries.feedback import asked_of
from tests.exchange_demo.conftest import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded", "on_that_friday")]
NUMBERS = {s.key: f"D{number:05}" for number, s in enumerate(SITUATIONS, 1)}
WEEK = timedelta(days=7)


def person(situation) -> Person:
    return Person.objects.get(staff_number=NUMBERS[situation])


def planned(situation) -> PLR:
    return person(situation).plrs.get(state="scheduled")


def last(situation) -> PLR:
    return person(situation).plrs.filter(held_on__isnull=False).latest("held_on")


def latest_grade(situation) -> str:
    audits = AuditContent.objects.filter(audit__person=person(situation))
    return audits.latest("audit__completed_on").grade


def is_away(situation, kind) -> bool:
    return Absence.objects.current(TODAY).filter(person=person(situation), kind=kind).exists()


def test_a_self_assessment_is_half_written_for_tomorrows_plr():
    plr = planned("half_written")
    body = plr.self_assessment.body

    assert plr.planned_for == working_day_after(TODAY)
    assert not plr.is_shared
    assert set(body) == {"texts"}
    assert not list(body["texts"].values())[-1].endswith(".")


def test_others_were_asked_about_whose_plr_is_this_week():
    requests = planned("shared").feedback_requests.all()
    leader = line_manager_of(person_id=person("shared").pk, on=TODAY)

    readable = FeedbackAnswer.objects.visible_to(leader, on=TODAY).filter(request__in=requests)
    assert sorted(one.named for one in readable) == [False] * 3 + [True] * 3
    supervisor = person("advisers")
    assert supervisor in [one.request.contributor for one in asked_of(supervisor, on=TODAY)]


def test_a_plr_this_week_has_a_shared_self_assessment():
    plr = planned("shared")

    assert TODAY < plr.planned_for <= TODAY + WEEK
    assert plr.is_shared
    assert plr.self_assessment.body["standards"]


def test_a_record_was_begun_twelve_working_days_ago_and_is_not_finished():
    plr = last("unwritten")

    assert plr.state == "held"
    assert add_working_days(plr.held_on, 12) == TODAY
    assert plr.record.body["texts"]
    assert not plr.record.history.exists()


def test_a_record_finalised_yesterday_is_not_answered():
    plr = last("unanswered")

    assert working_day_after(plr.finalised_on) == TODAY
    assert (plr.state, plr.answer) == ("finalised", "")


def test_a_disagreement_waits_for_the_managers_manager():
    plr = last("disputed")
    manager = line_manager_of(person_id=plr.reportee_id, on=TODAY)

    assert plr.answer == "disagree"
    assert plr.disagreement_with == line_manager_of(person_id=manager.pk, on=TODAY)
    assert plr.disagreement_with == person("disagreement")
    assert plr.disagreement_settled_at is None
    assert plr.record.reportee_comment


def test_a_disagreement_was_settled():
    plr = last("settled")

    assert plr.disagreement_settled_at > plr.answered_at
    assert plr.record.settlement


def test_a_record_was_amended_and_the_versions_differ():
    record = last("amended").record
    amendment, finalised = record.history.order_by("-history_date")

    assert finalised.history_change_reason == "Finalised"
    assert amendment.history_change_reason
    assert amendment.body["texts"] != finalised.body["texts"]
    assert record.body == amendment.body


def test_a_grade_differs_from_the_proposed_one_with_evidence():
    record = last("overridden").record

    assert record.overall_grade != record.grade_inputs["proposed"]
    assert record.override_evidence


def test_safe_requires_improvement_decides_the_proposal():
    record = last("safe_requires_improvement").record

    assert record.body["standards"]["safe"]["grade"] == "requires_improvement"
    assert record.grade_inputs["limits"] == ["safe_requires_improvement"]


def test_somebody_is_overdue_with_nothing_planned():
    assert last("overdue").held_on < TODAY - timedelta(days=92)
    assert not person("overdue").plrs.open().exists()


def test_a_plr_was_cancelled_for_a_reason_and_has_no_new_date():
    plr = person("cancelled").plrs.get(state="cancelled")

    assert plr.planned_for < TODAY
    assert plr.rearrangements.get().reason == "court"
    assert not person("cancelled").plrs.open().exists()


def test_starters_are_in_their_third_week_and_fifth_month():
    third_week, fifth_month = person("starter_week_3"), person("starter_month_5")

    assert timedelta(days=14) <= TODAY - third_week.joined < timedelta(days=28)
    assert planned("starter_week_3")
    assert timedelta(days=120) < TODAY - fifth_month.joined < timedelta(days=160)
    assert fifth_month.plrs.counted().count() == 2
    assert not fifth_month.plrs.filter(standards_assessed__contains=["safe"]).exists()


def test_absences_of_every_kind_occur():
    maternity = Absence.objects.filter(person=person("back_from_maternity"), kind="maternity")

    assert is_away("on_maternity", "maternity")
    assert is_away("long_term_sick", "sickness")
    assert maternity.get().end < TODAY
    back = Absence.objects.filter(person=person("back_last_month")).get()
    assert TODAY - timedelta(days=40) < back.returned_on < TODAY


def test_somebody_moved_to_a_new_post_two_months_ago():
    before, now = Posting.objects.filter(person=person("mover")).order_by("start")

    assert (before.role, now.role) == ("family_court_adviser", "practice_supervisor")
    assert timedelta(days=50) < TODAY - now.start < timedelta(days=70)


def test_self_regulation_is_approved_withdrawn_and_under_consideration():
    outcomes = {
        key: SelfRegulationDecision.objects.filter(person=person(key)).latest("decided_on").outcome
        for key in ("self_regulating", "withdrawn", "considered")
    }

    assert outcomes["withdrawn"] == "withdrawn"
    assert {outcomes["self_regulating"], outcomes["considered"]} <= {"approved", "kept"}
    assert latest_grade("considered") == "requires_improvement"


@pytest.mark.parametrize("kind", ["agency", "bank", "sessional", "student", "associate"])
def test_every_kind_of_employment_occurs(kind):
    assert Posting.objects.get(person=person(kind)).employment_type == kind


def test_somebody_leaves_next_month_and_somebody_has_no_line_manager():
    leaver = person("leaving")

    assert TODAY < leaver.left <= TODAY + timedelta(days=40)
    assert line_manager_of(person_id=person("no_manager").pk, on=TODAY) is None


def test_one_manager_has_twelve_reportees_and_a_practice_supervisor_works_with_advisers():
    assert len(person("twelve_reportees").reach.reports) == 12
    assert len(person("advisers").reach.supervised) >= 4


def test_actions_are_late_done_and_dropped():
    counted = Action.objects.filter(person=person("many_actions")).aggregate(
        late=Count("pk", filter=Q(state="open", due_on__lt=TODAY)),
        done=Count("pk", filter=Q(state="done")),
        dropped=Count("pk", filter=Q(state="dropped")),
    )

    assert all(number > 0 for number in counted.values()), counted


def test_a_plr_is_led_by_somebody_else_than_the_line_manager():
    plr = planned("stand_in")

    assert plr.stand_in
    assert plr.led_by != line_manager_of(person_id=plr.reportee_id, on=TODAY)


def test_a_performance_matter_is_open():
    matters = PerformanceMatter.objects.current(TODAY)

    assert matters.get(person=person("performance_matter")).kind == "formal"


def test_the_ten_of_the_sign_in_page_are_those_with_something_to_see():
    offered = {part.person.staff_number for part in cast(TODAY)}

    assert offered == {f"D{number:05}" for number in range(1, 11)}


def test_everybody_is_invited_and_nobody_has_a_password():
    assert not Person.objects.filter(invited_at=None).exists()
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_finalised_records_have_one_version_and_the_inputs_of_their_grade():
    finalised = Record.objects.filter(plr__state=PLR.State.FINALISED)

    assert finalised.count() > 600
    assert not finalised.filter(grade_inputs={}).exists()
    assert not finalised.filter(body__texts=None).exists()
    versions = Record.history.model.objects.exclude(history_change_reason="Finalised")
    assert versions.count() == 1


def test_a_shared_self_assessment_answers_most_parts(settings):
    book = rulebook.load(settings.RULEBOOK)
    plr = last("unanswered")

    parts = parts_written(
        plr.self_assessment.body, book.self_assessment_parts("family_court_adviser")
    )

    assert sum(parts.values()) >= 5


def test_nothing_happened_later_than_now():
    moments = ("created_at", "self_assessment_shared_at", "finalised_at", "answered_at")

    for name in moments:
        assert not PLR.objects.filter(**{f"{name}__gt": NOW}).exists()
    assert not Action.objects.filter(closed_on__gt=TODAY).exists()
    assert not Reading.objects.filter(at__gt=NOW).exists()


def test_the_records_of_one_person_do_not_read_alike():
    records = Record.objects.filter(plr__reportee=person("half_written"), plr__state="finalised")
    texts = [text for record in records for text in record.body["texts"].values()]

    assert len(texts) > 60
    assert len(set(texts)) / len(texts) > 0.9


def test_a_record_says_what_became_of_the_actions_before_it():
    reviewed = last("many_actions").record.body["reviews"]
    earlier = Action.objects.filter(person=person("many_actions"), pk__in=reviewed)

    assert len(reviewed) == earlier.count() > 0
    assert not earlier.filter(plr=last("many_actions")).exists()


def test_a_practice_supervisor_has_an_audit_half_written_and_one_in_two_voices():
    alone, together = (
        person("advisers").audits_made.drafts().get(format=form, content__version=4)
        for form in ("normal", "collaborative")
    )

    assert set(alone.content.body["domains"]) == {"safety", "quality"}
    assert together.part.body["domains"]["safety"]
    assert together.part_handed_over_at < NOW


def test_an_audit_waits_to_be_read():
    (waiting,) = Audit.objects.finalised().filter(
        person=person("half_written"), finalised_at__lt=NOW, acknowledged_at=None
    )

    assert [ask.url for ask in asks_of(waiting.person)] == [waiting.get_absolute_url()]


def test_the_work_of_the_last_year_carries_themes_and_older_work_none():
    theme = Theme.objects.get(title="Voice of the child")
    tagged = Tag.objects.filter(audit__isnull=False)

    assert theme.tags.count() > 20
    assert tagged.filter(audit__finalised_on__gte=TODAY - timedelta(days=365)).exists()
    assert not tagged.filter(audit__finalised_on__lt=TODAY - timedelta(days=365)).exists()


def test_a_practice_supervisor_and_a_manager_are_each_writing_up_a_meeting():
    with_one, of_a_group = (
        MeetingDraft.objects.open().get(by=person(one)) for one in ("advisers", "twelve_reportees")
    )

    assert (with_one.kind, with_one.person.practice_supervisions.exists()) == ("situational", True)
    assert len(of_a_group.people) == 4
    assert [one["attended"] for one in of_a_group.body["people"].values()] == ["yes", "yes"]
