"""Whose records were opened by break-glass is told at once, or later if two agree."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from notices.models import Notice
from people.models import AuditEvent, BreakGlass, Reading
from stewardship.actions import break_glass as actions
from stewardship.forms.break_glass import DeferralForm
from stewardship.queries import break_glass as queries
from tests.factories import PersonFactory
from tests.stewardship.test_break_glass import REASON, holder, opened, record_of, typed
from tests.supervision.factories import PLRFactory
from tests.visiting import anew, day_typed, signed_in

pytestmark = pytest.mark.django_db
KIND = "record_opened_by_break_glass"
LATER = "The inquiry would be harmed if they knew of it today."


@pytest.fixture
def plr():
    return PLRFactory(finalised=True)


@pytest.fixture
def waiting(plr):
    """Asked for, to be told later; nobody has answered yet."""
    return actions.ask_to_tell_later(
        about=plr.reportee,
        reason=REASON,
        deferral_reason=LATER,
        by=holder(),
        now=timezone.now(),
    )


def agreed(grant, *, days: int) -> BreakGlass:
    tell_on = timezone.localdate() + timedelta(days=days)
    actions.answer_deferral(grant=grant, tell_on=tell_on, by=holder(), now=timezone.now())
    return BreakGlass.objects.get(pk=grant.pk)


def seen_by(person) -> str:
    return signed_in(person).get("/who-has-read-my-records/").text


@pytest.mark.requirement("CYM-4.3")
def test_the_person_is_told_by_mail_and_in_the_app_with_the_opening(plr, on_commit):
    with on_commit():
        opened(plr.reportee, by=holder(name="Orla Opener"))

    [notice] = Notice.objects.filter(person=plr.reportee, kind=KIND)
    [message] = [one for one in mail.outbox if plr.reportee.email in one.to]
    assert "Orla Opener has opened your records" in message.subject
    assert REASON not in message.body
    assert notice.path == "/who-has-read-my-records/"


def test_if_the_person_cannot_be_told_nothing_is_opened(plr, monkeypatch):
    monkeypatch.setattr(actions, "tell", lambda **words: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        opened(plr.reportee, by=holder())

    assert BreakGlass.objects.count() == 0


def test_the_person_sees_who_read_what_on_which_ground_and_why(plr):
    opened(plr.reportee, by=(reader := holder(name="Orla Opener")))
    assert "has read nothing" in seen_by(plr.reportee)

    signed_in(reader).get(record_of(plr))

    page = seen_by(plr.reportee)
    assert "has read nothing" not in page
    assert "Orla Opener" in page
    assert "Break-glass" in page
    assert REASON in page


def test_to_be_told_later_nothing_opens_before_a_second_person_agrees(plr):
    reader, second = holder(), holder()
    client = signed_in(reader)

    client.post(
        "/records/break-glass/begin/",
        typed(plr.reportee, telling="later", deferral_reason=LATER),
    )

    grant = BreakGlass.objects.get()
    path = f"/records/break-glass/{grant.pk}/"
    statuses = [client.post(f"{path}open/").status_code, client.get(record_of(plr)).status_code]
    assert statuses == [403, 404]
    assert Notice.objects.filter(person=second, kind="break_glass_to_answer").exists()
    assert not Notice.objects.filter(person=plr.reportee).exists()


def test_neither_the_reader_nor_whoever_would_not_be_told_agrees(waiting):
    path = f"/records/break-glass/{waiting.pk}/answer/"
    waiting.about.grants.create(grant="break_glass", start=waiting.about.joined)

    answers = [
        signed_in(one).get(path).status_code for one in (waiting.reader, waiting.about, holder())
    ]

    assert answers == [403, 404, 200]


@pytest.mark.parametrize(
    ("meanwhile", "said"), [(True, "answered already"), (False, "is told what you answered")]
)
def test_whose_answer_comes_second_is_told_that_the_first_stands(
    waiting, meanwhile, said, monkeypatch
):
    first, valid = {"tell_on": None, "by": holder(), "now": timezone.now()}, DeferralForm.is_valid

    def answered_in_between(form):
        return valid(form) and (not meanwhile or actions.answer_deferral(grant=waiting, **first))

    monkeypatch.setattr(DeferralForm, "is_valid", answered_in_between)
    path, second = f"/records/break-glass/{waiting.pk}/answer/", holder()

    shown = signed_in(second).post(path, {"answer": "refuse"}, follow=True)

    assert said in shown.text
    assert BreakGlass.objects.get(pk=waiting.pk).deferral_by == (
        first["by"] if meanwhile else second
    )


def test_the_database_itself_refuses_that_one_person_agrees_with_themself(waiting):
    with pytest.raises(IntegrityError, match="deferred_by_a_third"), transaction.atomic():
        BreakGlass.objects.filter(pk=waiting.pk).update(deferral_by=waiting.reader_id)

    changed = BreakGlass.objects.filter(pk=waiting.pk).update(deferral_by=holder())

    assert changed == 1


def test_the_day_is_within_the_limit_of_the_rule_file(waiting):
    client, path = signed_in(holder()), f"/records/break-glass/{waiting.pk}/answer/"
    today = timezone.localdate()

    late = client.post(
        path, {"answer": "agree", **day_typed("tell_on", today + timedelta(days=31))}
    )
    in_time = client.post(
        path, {"answer": "agree", **day_typed("tell_on", today + timedelta(days=30))}
    )

    assert late.context["form"].errors["tell_on"]
    assert in_time.status_code == 302
    assert BreakGlass.objects.get(pk=waiting.pk).tell_on == today + timedelta(days=30)


def test_untold_the_reading_is_hidden_until_the_nightly_job_tells_it_on_its_day(plr, waiting):
    grant = agreed(waiting, days=7)
    actions.open_records(grant=grant, now=timezone.now())
    signed_in(grant.reader).get(record_of(plr))
    before = seen_by(plr.reportee)

    days = (6, 7, 8)
    told = [actions.tell_all_due(now=timezone.now() + timedelta(days=day)) for day in days]

    assert Reading.objects.filter(basis="break_glass").exists()
    assert REASON not in before
    assert told == [0, 1, 0]
    assert REASON in seen_by(plr.reportee)
    assert Notice.objects.filter(person=plr.reportee, kind=KIND).count() == 1


def test_refused_the_person_is_told_at_once_when_it_is_opened(plr, waiting):
    signed_in(holder()).post(f"/records/break-glass/{waiting.pk}/answer/", {"answer": "refuse"})
    told_before = Notice.objects.filter(person=plr.reportee, kind=KIND).count()

    signed_in(waiting.reader).post(f"/records/break-glass/{waiting.pk}/open/")

    assert told_before == 0
    assert Notice.objects.filter(person=plr.reportee, kind=KIND).count() == 1
    assert signed_in(waiting.reader).get(record_of(plr)).status_code == 200


def test_somebody_who_is_locked_out_is_told_once_they_are_back(plr):
    plr.reportee.lock(now=timezone.now())
    opened(anew(plr.reportee), by=holder())
    while_locked = actions.tell_all_due(now=timezone.now())
    type(plr.reportee).objects.update(locked_at=None)

    told = actions.tell_all_due(now=timezone.now())

    assert (while_locked, told) == (0, 1)
    assert Notice.objects.filter(person=plr.reportee, kind=KIND).count() == 1


def test_those_with_the_permission_watch_each_other_but_see_nothing_about_themselves(plr):
    first, second = holder(), holder()
    of_plr = opened(plr.reportee, by=first)
    of_second = opened(second, by=first)

    shown = queries.open_now(anew(second), now=timezone.now())

    assert shown == [of_plr]
    assert set(queries.open_now(anew(first), now=timezone.now())) == {of_plr, of_second}
    assert signed_in(PersonFactory()).get("/records/break-glass/").status_code == 404


def test_every_step_is_in_the_log(waiting):
    grant = agreed(waiting, days=1)
    actions.open_records(grant=grant, now=timezone.now())
    actions.close_records(grant=grant, by=grant.reader, now=timezone.now())
    actions.tell_all_due(now=timezone.now() + timedelta(days=1))

    steps = AuditEvent.objects.filter(kind__startswith="break_glass").order_by("pk")

    assert list(steps.values_list("kind", flat=True)) == [
        "break_glass_deferral_asked",
        "break_glass_deferral_answered",
        "break_glass_opened",
        "break_glass_closed",
        "break_glass_told",
    ]
