"""Break-glass: one person, an hour, a reason, to be read alone; the person is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from govuk.times import uk_time
from people import reach
from people.models import BreakGlass, Grant, Reading
from qai.models import AuditPart
from stewardship.actions import break_glass as actions
from supervision.models import SelfAssessment
from tests.as_asked import without_the_wall
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory
from tests.supervision.asking import answered, asked
from tests.supervision.factories import ActionFactory, GeneralMeetingFactory, PLRFactory
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db
REASON = "An inspection asks for this one record today."


def holder(**facts):
    return PersonFactory(role="corporate", grants=["break_glass"], **facts)


@pytest.fixture
def plr():
    return PLRFactory(finalised=True, shared=True)


def opened(about, *, by) -> BreakGlass:
    return actions.break_glass(about=about, reason=REASON, by=by, now=timezone.now())


def typed(person, **others) -> dict[str, str]:
    return {"staff_number": person.staff_number, "reason": REASON, "telling": "at_once", **others}


def record_of(plr) -> str:
    return f"/plrs/{plr.pk}/finished/"


@pytest.mark.requirement("CYM-4.1b")
def test_with_a_reason_the_records_of_one_person_open_and_are_read(plr):
    reader, other = holder(), PLRFactory(finalised=True)
    client = signed_in(reader)
    before = client.get(record_of(plr)).status_code

    client.post("/records/break-glass/begin/", typed(plr.reportee))

    assert (before, client.get(record_of(plr)).status_code) == (404, 200)
    assert client.get(record_of(other)).status_code == 404


def test_why_later_is_asked_below_later_alone_and_a_missing_number_is_said_in_full():
    page = signed_in(holder()).post("/records/break-glass/begin/", {"telling": "at_once"})

    _, below = page.text.split("Later: somebody else")
    assert "govuk-radios__conditional" in below.split("Why they should be told later")[0]
    assert "Enter the staff number of the person" in page.text


def test_every_page_says_whose_records_are_open_until_when_with_a_way_to_close_them(plr):
    grant = opened(plr.reportee, by=(reader := holder()))
    client, banner = signed_in(reader), f"/records/break-glass/{grant.pk}/close/"
    until = uk_time(timezone.localtime(grant.ends_at).time())

    page = client.get(record_of(plr)).text
    client.post(banner)

    assert banner in page
    assert f"by break-glass until <strong>{until}</strong>" in page
    assert banner not in client.get("/").text
    assert banner not in signed_in(holder()).get("/").text


def test_who_has_read_it_says_the_reason_of_an_opening_once(plr):
    opened(plr.reportee, by=(reader := holder()))
    client = signed_in(reader)
    for path in (record_of(plr), record_of(plr), f"/plrs/{plr.pk}/"):
        client.get(path)

    page = signed_in(plr.reportee).get("/who-has-read-my-records/")

    [lines] = page.context["groups"]
    assert len(lines) > 1
    assert page.text.count(REASON) == 1


def test_at_minute_sixty_one_nothing_is_open_any_more(plr):
    grant = opened(plr.reportee, by=(reader := holder()))
    client = signed_in(reader)

    statuses = []
    for minutes in (59, 61):
        since = timezone.now() - timedelta(minutes=minutes)
        BreakGlass.objects.filter(pk=grant.pk).update(
            opened_at=since, ends_at=since + timedelta(minutes=60)
        )
        statuses.append(client.get(record_of(plr)).status_code)

    assert grant.ends_at - grant.opened_at == timedelta(minutes=60)
    assert statuses == [200, 404]


def test_it_is_closed_before_its_time_by_whoever_has_the_permission(plr):
    grant = opened(plr.reportee, by=(reader := holder()))

    signed_in(holder()).post(f"/records/break-glass/{grant.pk}/close/")

    assert signed_in(reader).get(record_of(plr)).status_code == 404


def pages_about(plr) -> list[str]:
    person = plr.reportee
    return [
        record_of(plr),
        f"/plrs/{plr.pk}/self-assessment/shared/",
        f"/people/{person.pk}/development-plan/",
        f"/actions/{ActionFactory(person=person).pk}/",
        GeneralMeetingFactory(person=person).get_absolute_url(),
        AuditFactory(person=person, finalised_at=timezone.now()).get_absolute_url(),
    ]


def asked_again_once_closed_in_another_tab(plr) -> tuple[set[int], set[int]]:
    """What pages that somebody has opened answer before, and after, another tab closes."""
    paths = pages_about(plr)
    grant = opened(plr.reportee, by=(reader := holder()))
    tab, other = signed_in(reader), signed_in(reader)
    before = {tab.get(path).status_code for path in paths}
    other.post(f"/records/break-glass/{grant.pk}/close/")
    return before, {tab.get(path).status_code for path in paths}


def test_pages_that_were_open_answer_nothing_once_it_is_closed_in_another_tab(plr):
    assert asked_again_once_closed_in_another_tab(plr) == ({200}, {404})


def test_the_control_unless_who_may_read_is_asked_anew_they_would_go_on(plr, monkeypatch):
    without_the_wall(monkeypatch)
    monkeypatch.setattr(reach, "SQL", reach.SQL.replace("and closed_at is null", ""))

    assert asked_again_once_closed_in_another_tab(plr) == ({200}, {200})


def test_what_it_opens_is_what_is_shared_or_on_record(plr):
    person, by = plr.reportee, holder()
    paths = pages_about(plr)
    opened(person, by=by)
    client = signed_in(by)

    assert [client.get(path).status_code for path in paths] == [200] * len(paths)
    bases = Reading.objects.filter(reader_id=by.pk, about_id=person.pk)
    assert set(bases.values_list("basis", flat=True)) == {"break_glass"}
    assert bases.values("record_kind").distinct().count() == 5


def test_drafts_and_what_others_answered_stay_closed(plr):
    draft = PLRFactory(reportee=plr.reportee, led_by=plr.led_by, held=True)
    SelfAssessment.objects.filter(pk=draft.pk).update(body={"texts": {"strengths": "Mine."}})
    request = asked(draft, people=[PersonFactory()])
    answered(request, number=1)
    audit = AuditFactory(person=plr.reportee, draft=True, format="collaborative")
    AuditPart.objects.begin(audit)
    opened(plr.reportee, by=(reader := holder()))
    client = signed_in(reader)

    closed = [
        f"/plrs/{draft.pk}/self-assessment/shared/",
        f"/plrs/{draft.pk}/finished/",
        f"/feedback/requests/{request.pk}/",
        audit.get_absolute_url(),
    ]

    assert [client.get(path).status_code for path in closed] == [404] * len(closed)


def test_nothing_can_be_changed_and_no_copy_taken(plr):
    action = ActionFactory(person=plr.reportee)
    opened(plr.reportee, by=(reader := holder()))
    client = signed_in(reader)

    refused = [
        client.post(f"/actions/{action.pk}/", {"text": "Seen."}),
        client.post(f"/actions/{action.pk}/close/", {"outcome": "done"}),
        client.post(f"/plrs/{plr.pk}/amendment/begin/"),
        client.get(f"/plrs/{plr.pk}/finished/record.pdf"),
        client.get(f"/plrs/{plr.pk}/finished/history/"),
        client.get(f"/people/{plr.reportee_id}/plan-a-plr/"),
    ]

    assert {answer.status_code for answer in refused} == {403}


@pytest.mark.parametrize("reason", ["", "Too short a reason", " " * 40])
def test_a_reason_of_fewer_than_twenty_characters_opens_nothing(plr, reason):
    client = signed_in(holder())

    page = client.post("/records/break-glass/begin/", typed(plr.reportee, reason=reason))

    assert page.status_code == 200
    assert page.context["form"].errors["reason"]
    assert BreakGlass.objects.count() == 0


def test_without_a_second_factor_just_now_nothing_opens_and_what_was_typed_is_kept(plr):
    client = signed_in(holder())
    store = client.session
    store["second_factor_used_at"] -= 5 * 60
    store.save()

    page = client.get("/records/break-glass/begin/")
    answer = client.post("/records/break-glass/begin/", typed(plr.reportee))

    assert page.status_code == 302
    assert answer.status_code == 403
    assert REASON in answer.text
    assert BreakGlass.objects.count() == 0


def test_one_opens_neither_ones_own_records_nor_those_of_ones_team(plr):
    own = holder()
    manager = plr.led_by
    Grant.objects.create(person=manager, grant="break_glass", start=manager.joined)

    pages = [
        signed_in(own).post("/records/break-glass/begin/", typed(own)),
        signed_in(manager).post("/records/break-glass/begin/", typed(plr.reportee)),
    ]

    assert all(page.context["form"].errors["staff_number"] for page in pages)
    assert BreakGlass.objects.count() == 0


def test_a_system_administrator_who_gives_it_to_themself_has_nothing_of_it(plr):
    both = holder()
    opened(plr.reportee, by=both)
    client = signed_in(both)
    control = client.get(record_of(plr)).status_code

    Grant.objects.create(person=both, grant="system_admin", start=both.joined)

    answers = [client.get(path).status_code for path in ("/records/break-glass/", record_of(plr))]
    assert control == 200
    assert answers == [404, 404]


def test_who_loses_the_permission_in_the_middle_of_the_hour_reads_no_further(plr):
    grant = opened(plr.reportee, by=(reader := holder()))
    assert signed_in(reader).get(record_of(plr)).status_code == 200

    reader.grants.update(end=timezone.localdate() - timedelta(days=1))

    assert signed_in(reader).get(record_of(plr)).status_code == 404
    assert anew(reader).reach.opened == frozenset()
    assert grant.reader_id == reader.pk
