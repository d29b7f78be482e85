"""Samples that cannot go on: handed back with a reason, on record, and drawn anew."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assurance import actions
from assurance.models import CaseList, Draw, Seed
from people.models import Grant, Person, Posting, ReadingGrant
from people.rules import book_on
from tests.as_asked import acting
from tests.assurance.world import ONE_DAY, area, drawn, own, sent
from tests.factories import PersonFactory, PostingFactory, ReportingLineFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def lapse() -> int:
    return actions.hand_back_what_lapsed(on=TODAY, now=timezone.now())


def reason_of(draw: Draw) -> str:
    return Draw.objects.get(pk=draw.pk).handed_back_reason


def ripe(draw: Draw) -> None:
    """The seed of the next draw was sealed on an earlier day."""
    Seed.objects.unused().filter(person=draw.sampler).update(committed_on=TODAY - ONE_DAY)


def record_opens(reader: Person, draw: Draw) -> int:
    return signed_in(reader).get(draw.record_url).status_code


def test_a_redraw_needs_a_reason_and_the_first_draw_stays_on_record():
    draw = drawn(area().head)
    ripe(draw)
    client, url = signed_in(draw.sampler), reverse("assurance:hand_back", args=[draw.pk])

    refused = client.post(url)
    client.post(url, {"reason": "too_close"})

    assert refused.status_code == 200
    first, second = Draw.objects.order_by("pk")
    assert (first.handed_back_reason, first.handed_back_by) == ("too_close", draw.sampler)
    assert second.about != first.about
    assert record_opens(draw.sampler, first) == 404
    assert record_opens(draw.sampler, second) == 200


def test_whoever_is_drawn_next_is_not_told_whose_record_was_drawn_before():
    first = drawn(area().head)
    ripe(first)
    given = {"reason": "other", "by": first.sampler, "on": TODAY, "now": timezone.now()}
    second = actions.hand_back(draw=first, **given)

    pages = [signed_in(one).get(second.get_absolute_url()) for one in (second.about, first.sampler)]

    assert [first.about.name in page.text for page in pages] == [False, True]


def test_handing_back_without_a_ripe_seed_draws_the_next_night():
    draw = drawn(area().head)

    again = actions.hand_back(
        draw=draw, reason="other", by=draw.sampler, on=TODAY, now=timezone.now()
    )

    assert again is None
    assert Seed.objects.unused().filter(person=draw.sampler).count() == 1


def test_a_reason_that_only_the_system_gives_is_refused():
    draw = drawn(area().head)
    url = reverse("assurance:hand_back", args=[draw.pk])

    answer = signed_in(draw.sampler).post(url, {"reason": "left_post"})

    assert (answer.status_code, reason_of(draw)) == (200, "")


def test_what_is_sent_cannot_be_handed_back():
    draw = drawn(area().head)
    sent(draw)
    url = reverse("assurance:hand_back", args=[draw.pk])

    assert signed_in(draw.sampler).post(url, {"reason": "other"}).status_code == 403


def leaves_the_post(draw: Draw) -> None:
    Posting.objects.filter(person=draw.sampler).update(end=TODAY - ONE_DAY)
    PostingFactory(person=draw.sampler, role="corporate", start=TODAY)


def moves_to_another_area(draw: Draw) -> None:
    Posting.objects.filter(person=draw.sampler).update(end=TODAY - ONE_DAY)
    PostingFactory(person=draw.sampler, role="head_of_practice", start=TODAY)


def leaves(draw: Draw) -> None:
    Person.objects.filter(pk=draw.sampler_id).update(left=TODAY - ONE_DAY)


def becomes_line_manager(draw: Draw) -> None:
    draw.about.lines.update(end=TODAY - ONE_DAY)
    ReportingLineFactory(person=draw.about, manager=draw.sampler, start=TODAY)


def runs_out(draw: Draw) -> None:
    start = TODAY - timedelta(days=100)
    ReadingGrant.objects.filter(marking__draw=draw).update(start=start, end=TODAY - ONE_DAY)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (leaves_the_post, "left_post"),
        (moves_to_another_area, "left_post"),
        (leaves, "left"),
        (becomes_line_manager, "line_manager"),
        (runs_out, "run_out"),
    ],
)
def test_a_sample_lapses_at_once_and_is_handed_back_in_the_night(change, reason):
    draw = drawn(area().head)
    page = reverse("assurance:mark", args=[draw.pk])
    before = signed_in(draw.sampler).get(page).status_code

    change(draw)
    at_once = signed_in(draw.sampler).get(page).status_code
    number = lapse()

    assert (before, at_once, number, reason_of(draw)) == (200, 302, 1, reason)
    assert lapse() == 0


def test_a_sample_that_goes_on_is_left_alone():
    draw = drawn(area().head)

    assert (lapse(), reason_of(draw)) == (0, "")


def test_whoever_is_still_in_the_post_gets_another_record_the_same_night():
    draw = drawn(area().head)
    ripe(draw)
    becomes_line_manager(draw)

    lapse()

    assert Draw.objects.standing().get(sampler=draw.sampler).about != draw.about


def test_a_second_marker_who_leaves_hr_is_replaced_by_the_same_seed():
    there = area(role="assistant_director")
    several = [PersonFactory(role="corporate", grants=["hr"]) for _ in range(2)]
    draw = drawn(there.head, "plr_audit")
    second = draw.markings.get(position=2)

    Grant.objects.filter(person=second.marker).update(end=TODAY - ONE_DAY)
    lapse()

    standing = draw.markings.filter(position=2, withdrawn_at=None)
    assert {one.marker for one in standing} == {*several} - {second.marker}
    assert record_opens(second.marker, draw) == 404


def test_what_was_typed_on_a_page_that_lapsed_is_shown_to_be_copied():
    draw = drawn(area().head)
    runs_out(draw)
    url = reverse("assurance:mark", args=[draw.pk])
    typed = {"version": own(draw).content.version, "feedback": "It reads like two people talking."}

    answer = signed_in(draw.sampler).post(url, typed)

    assert answer.status_code == 409
    assert "It reads like two people talking." in answer.text


def test_a_case_is_drawn_anew_from_a_list_that_whoever_hands_it_back_does_not_read():
    member = PersonFactory(role="corporate", grants=["cmt"], social_work_qualified=True)
    given = {"by": PersonFactory(grants=["mis"]), "on": TODAY, "now": timezone.now()}
    lines = [(f"C{number}", PersonFactory().staff_number) for number in range(3)]
    programme = book_on(TODAY).assurance.programmes["cmt_case"]
    actions.give_cases(programme=programme, lines=lines, **given)
    first = drawn(member, "cmt_case")
    ripe(first)

    with acting(member.pk):
        assert not CaseList.objects.exists()
        again = actions.hand_back(draw=first, reason="other", **given | {"by": member})

    assert again.record in {case for case, _ in lines} - {first.record}
    assert [first.record, "drawn"] in [line[1:] for line in again.drawn_from.left_out]
