"""Unnamed holds: on every page, in every log and table, in order, in number and in time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from people.models import AuditEvent, Person, Reading
from supervision import actions
from supervision.actions import Asked, feedback_answering
from supervision.actions.feedback_reminding import look_after_feedback
from supervision.models import FeedbackAnswer, FeedbackInvitation
from tests.as_asked import acting
from tests.factories import PersonFactory
from tests.supervision.asking import answered, asked
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
CANARY = "zrx82canary"


def unnamed(number: int = 4, **facts):
    return asked(PLRFactory(), people=PersonFactory.create_batch(number), named=False, **facts)


def read(request, by: Person | None = None) -> str:
    url = reverse("supervision:feedback_request", args=[request.pk])
    return signed_in(by or request.plr.led_by).get(url).text


def after_it_closed(days: int = 15):
    return time_machine.travel(timezone.now() + timedelta(days=days))


@pytest.mark.parametrize(("number", "shown"), [(2, False), (3, True)])
def test_answers_are_read_together_after_the_last_day_and_from_three_on(number, shown):
    request = unnamed()
    answered(request, number=number, text=CANARY)

    before = read(request)
    with after_it_closed():
        after = read(request)

    assert CANARY not in before
    assert after.count(CANARY) == (number if shown else 0)
    assert ("Fewer than 3 colleagues have answered" in after) is not shown


@pytest.mark.parametrize(("colleagues", "shown"), [(1, False), (3, True)])
def test_answers_of_people_outside_do_not_make_up_three(colleagues, shown):
    outsiders = [Asked(name=f"P {n}", email=f"p{n}@x.example") for n in range(2)]
    people = PersonFactory.create_batch(colleagues)
    request = asked(PLRFactory(), people=people, outsiders=outsiders, named=False)
    answered(request, number=colleagues + 2, text=CANARY)

    on_page = read(request).count(CANARY)
    with acting(request.plr.led_by_id):
        behind_the_wall = request.answers.count()
    look_after_feedback(on=timezone.localdate(), now=timezone.now())

    kept = request.answers.count()
    assert [on_page, behind_the_wall, kept] == [colleagues + 2 if shown else 0] * 3


def test_when_all_have_answered_nobody_waits_for_the_day():
    request = unnamed(3)

    answered(request, number=3, text=CANARY)

    assert read(request).count(CANARY) == 3
    assert Notice.objects.filter(kind="feedback_closed", person=request.plr.led_by).count() == 1


def test_the_page_shows_how_many_and_never_who_or_when():
    request = unnamed()
    answered(request, number=3, text=CANARY)
    who = [(one.asked_name, one.answered) for one in request.invitations.all()]

    with after_it_closed():
        shown = read(request)

    assert "3 of 4" in shown
    assert shown.count("Without a name") == 3
    for name, has_answered in who:
        line = next(line for line in shown.splitlines() if name in line)
        assert "answered on" not in line, has_answered
    assert "not yet" not in shown
    assert "no answer" not in shown


def test_a_request_by_name_does_show_who_and_when():
    request = asked(PLRFactory(), people=PersonFactory.create_batch(2))
    answered(request, number=1)

    shown = read(request)

    assert "answered on" in shown
    assert "not yet" in shown


def test_only_whoever_asked_sees_whom_they_asked():
    plr = PLRFactory()
    request = asked(plr, by=plr.reportee, people=PersonFactory.create_batch(3), named=False)
    name = request.invitations.first().asked_name

    assert name in read(request, by=plr.reportee)
    assert name not in read(request, by=plr.led_by)


def test_no_table_but_that_of_the_answers_holds_a_word_of_them_or_of_their_writers():
    request = unnamed(3)
    answered(request, number=3, text=CANARY)
    holding = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(
                f'select t::text from "{table}" t where t::text like %s', [f"%{CANARY}%"]
            )
            holding |= {table for _ in cursor.fetchall()}

    assert holding == {"supervision_feedbackanswer"}
    for answer in FeedbackAnswer.objects.values():
        kept = {key: value for key, value in answer.items() if key not in ("id", "text")}
        assert kept == {
            "request_id": request.pk,
            "named": False,
            "invitation_id": None,
            "given_on": None,
            "entered": False,
        }


def marks(model, request) -> set[str]:
    """By which transaction PostgreSQL wrote each row."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select xmin::text from {model._meta.db_table} where request_id = %s", [request.pk]
        )
        return {mark for (mark,) in cursor.fetchall()}


@pytest.mark.parametrize(("named", "apart"), [(False, 1), (True, 3)])
def test_not_even_the_marks_of_the_database_pair_an_answer_with_who_gave_it(named, apart):
    request = asked(PLRFactory(), people=PersonFactory.create_batch(3), named=named)

    answered(request, number=3)

    assert len(marks(FeedbackAnswer, request)) == apart
    assert len(marks(FeedbackInvitation, request)) == apart


def test_the_order_of_rows_is_drawn_anew_with_each_answer(monkeypatch):
    request = unnamed(3)
    monkeypatch.setattr(
        feedback_answering.SHUFFLE, "shuffle", lambda texts: texts.sort(reverse=True)
    )

    answered(request, number=3)

    with connection.cursor() as cursor:
        cursor.execute("select text from supervision_feedbackanswer order by ctid")
        rows = [text for (text,) in cursor.fetchall()]
    assert rows == sorted(rows, reverse=True)
    assert rows != sorted(rows)


def test_a_name_cannot_be_kept_with_an_unnamed_answer():
    request = unnamed(3)
    invitation = request.invitations.first()
    facts = {"request": request, "text": "x", "named": False}

    for extra in ({"invitation": invitation}, {"given_on": timezone.localdate()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeedbackAnswer.objects.create(**facts, **extra)
    FeedbackAnswer.objects.create(**facts)


@pytest.mark.parametrize("named", [False, True])
def test_the_audit_line_and_the_notices_name_nobody(named):
    request = asked(PLRFactory(), people=PersonFactory.create_batch(4), named=named)
    before = Notice.objects.count()

    answered(request, number=1)

    line = AuditEvent.objects.get(kind="feedback_answered")
    invitation = request.invitations.get(answered=True)
    assert line.actor_id == (invitation.person_id if named else None)
    assert Notice.objects.count() - before == (1 if named else 0)
    assert str(invitation.pk) not in str([line.detail, line.subject_id]) or named


def test_whoever_reads_is_logged_and_whoever_looks_at_the_question_is_not():
    request = unnamed(3)
    answer = reverse("supervision:feedback_answer", args=[request.invitations.first().pk])
    signed_in(request.invitations.first().person).get(answer)
    answered(request, number=3)

    read(request)

    [line] = Reading.objects.all()
    facts = (line.reader_id, line.about_id, line.record_kind, line.record_id, line.basis)
    led_by, reportee = request.plr.led_by_id, request.plr.reportee_id
    assert facts == (led_by, reportee, "feedbackanswer", request.pk, "line")


def test_of_a_request_that_closed_by_its_day_the_leader_hears_once():
    enough, too_few = unnamed(), unnamed()
    answered(enough, number=3)
    answered(too_few, number=2)

    with after_it_closed():
        for _ in range(2):
            look_after_feedback(on=timezone.localdate(), now=timezone.now())

    told = Notice.objects.filter(kind="feedback_closed").values_list("person", "subject_id")
    assert list(told) == [(enough.plr.led_by_id, enough.pk)]


def test_what_too_few_have_answered_is_deleted_once_it_is_over():
    enough, too_few = unnamed(), unnamed()
    answered(enough, number=3)
    answered(too_few, number=2)

    look_after_feedback(on=timezone.localdate(), now=timezone.now())
    kept_while_open = too_few.answers.count()
    with after_it_closed():
        look_after_feedback(on=timezone.localdate(), now=timezone.now())

    assert kept_while_open == 2
    assert (enough.answers.count(), too_few.answers.count()) == (3, 0)


def test_whoever_is_asked_is_told_plainly_before_they_write():
    request = unnamed()
    invitation = request.invitations.first()
    url = reverse("supervision:feedback_answer", args=[invitation.pk])

    shown = signed_in(invitation.person).get(url).text

    assert "Your name is not kept with what you write" in shown
    assert "4 people are asked" in shown
    assert "otherwise they are deleted and nobody reads them" in shown


def test_an_unnamed_answer_lands_once():
    request = unnamed()
    invitation = request.invitations.first()
    answer = {"invitation": invitation, "by": invitation.person, "now": timezone.now()}

    landed = [actions.answer_feedback(text=text, **answer) for text in ("One.", "Two.")]

    assert landed == [True, False]
    assert [one.text for one in request.answers.all()] == ["One."]
