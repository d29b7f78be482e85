"""A reviewer in HR reads what has to be looked at, of one person, while the request is open."""

import pytest
from django.utils import timezone

from govuk.dates import uk_date
from people.models import Reading
from qai.models import AuditContent, AuditPart
from stewardship.models import AccessRequest, AccessReview
from supervision.models import Record
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory
from tests.stewardship.asking import asked, decide, hr, taken
from tests.supervision.asking import answered
from tests.supervision.asking import asked as asked_for_feedback
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
ANSWER = "A careful listener."
NAMED = "Zebedee Quill was in the room."


@pytest.fixture
def world():
    """A draft record that names a colleague, and feedback by name that was given."""
    PersonFactory(name="Zebedee Quill")
    plr = PLRFactory(held=True, manager=PersonFactory(name="Ulla Lead", role="service_manager"))
    Record.objects.filter(pk=plr.pk).update(body={"texts": {"wellbeing": f"Ulla saw.\n{NAMED}"}})
    request = asked_for_feedback(plr, people=[PersonFactory(name="Ivo Giver")])
    answered(request, number=1)
    return taken(plr.reportee, by=hr())


def review_url(request: AccessRequest) -> str:
    return f"/records/requests/{request.pk}/review/"


def test_the_reviewer_reads_what_others_wrote_and_names_are_pointed_out(world):
    page = signed_in(world.reviewer).get(review_url(world))

    assert ANSWER in page.text
    assert "by Ivo Giver" in page.text
    assert '<mark class="app-named">Zebedee</mark>' in page.text
    assert '<mark class="app-named">Ulla</mark>' not in page.text


def test_each_record_that_the_reviewer_is_shown_is_logged_and_the_person_sees_it(world):
    signed_in(world.reviewer).get(review_url(world))

    read = Reading.objects.filter(about_id=world.person_id, basis="subject_access")
    kinds = set(read.values_list("record_kind", flat=True))
    page = signed_in(world.person).get("/who-has-read-my-records/")
    assert kinds == {"record", "feedbackanswer", "registerentry"}
    assert set(read.values_list("reader_id", flat=True)) == {world.reviewer_id}
    assert "You asked what is kept about you" in page.text


def test_nobody_else_opens_it_not_even_another_in_hr_nor_the_person(world):
    manager = world.person.lines.get().manager
    others = [hr(), world.person, manager, PersonFactory(role=None, grants=["system_admin"])]

    answers = {signed_in(other).get(review_url(world)).status_code for other in others}

    assert answers == {404}
    assert signed_in(world.reviewer).get(review_url(world)).status_code == 200


def test_a_request_that_is_given_to_another_is_closed_to_the_first(world):
    second, first = hr(), world.reviewer

    signed_in(second).post(f"/records/requests/{world.pk}/take/")

    assert signed_in(first).get(review_url(world)).status_code == 404
    assert signed_in(second).get(review_url(world)).status_code == 200


def test_before_it_is_taken_on_and_after_it_is_released_it_is_closed(world):
    early = asked(PersonFactory())
    decide(world)
    client = signed_in(world.reviewer)
    assert client.get(review_url(world)).status_code == 200

    client.post(f"/records/requests/{world.pk}/release/")

    closed = ["review/", "review/draft/", "release/"]
    paths = [f"/records/requests/{world.pk}/{path}" for path in closed] + [review_url(early)]
    assert [client.get(path).status_code for path in paths] == [404, 404, 404, 404]
    assert AccessReview.objects.count() == 0


def test_a_reviewer_reads_nothing_of_the_same_person_anywhere_else(world):
    client, plr = signed_in(world.reviewer), world.person.plrs.get()
    request = plr.feedback_requests.get()

    pages = [f"/plrs/{plr.pk}/record/", f"/feedback/requests/{request.pk}/"]

    assert {client.get(page).status_code for page in pages} <= {403, 404}
    assert signed_in(plr.led_by).get(pages[1]).status_code == 200


def test_what_the_person_wrote_or_may_read_is_not_shown_to_hr_where_nobody_is_named():
    audit = AuditFactory(finalised_at=timezone.now(), format="collaborative")
    AuditPart.objects.create(audit=audit, body={"texts": {"view": "Zed Zed and I."}})
    PersonFactory(name="Zed Zed")
    request = taken(audit.person, by=hr())

    page = signed_in(request.reviewer).get(review_url(request))

    assert "Nothing needs a decision" in page.text
    assert "Zed Zed and I" not in page.text


def test_decisions_are_kept_as_a_draft_and_missing_ones_hold_the_release_back(world):
    client = signed_in(world.reviewer)
    row = client.get(review_url(world)).context["rows"][0]
    decided = {f"{row['passage'].key}-decision": "other", f"{row['passage'].key}-reason": "A child"}

    saved = client.post(f"{review_url(world)}draft/", {"version": 1, **decided})

    page = client.get(f"/records/requests/{world.pk}/release/")
    assert (saved.status_code, saved.json()["version"]) == (200, 2)
    assert "A child: 1" in page.text
    assert "Release it" not in page.text


def test_before_anything_is_decided_the_release_says_so_and_leads_to_the_review(world):
    page = signed_in(world.reviewer).get(f"/records/requests/{world.pk}/release/")

    assert "Nothing is decided yet." in page.text
    assert review_url(world) in page.text
    assert "are given" not in page.text


def test_what_is_written_between_the_review_and_the_release_is_looked_at_first(world):
    decide(world)
    Record.objects.filter(pk=world.person.plrs.get().pk).update(
        body={"texts": {"wellbeing": "Changed since."}}
    )

    page = signed_in(world.reviewer).post(f"/records/requests/{world.pk}/release/", follow=True)

    assert "Something is not decided yet" in page.text
    assert AccessRequest.objects.get(pk=world.pk).state == "reviewing"


def test_each_passage_says_of_which_record_field_and_day_it_is(world):
    plr = world.person.plrs.get()
    reviewer = signed_in(world.reviewer)

    page = reviewer.get(review_url(world))

    of_record = f"Records of their PLRs, number {plr.pk}, held {uk_date(plr.held_on)}"
    assert f"{of_record}, under “Wellbeing”" in page.text
    assert "Feedback from others about them" in page.text
    assert "about you" not in page.text


def test_what_is_chosen_from_a_list_goes_out_unread_as_facts_do():
    audit = AuditFactory(draft=True)
    AuditContent.objects.filter(pk=audit.pk).update(
        body={"answers": {"child_seen": "partly"}, "texts": {"impact": "Some."}},
        saved_at=timezone.now(),
    )
    request = taken(audit.person, by=hr())

    rows = signed_in(request.reviewer).get(review_url(request)).context["rows"]

    assert [row["passage"].words for row in rows] == ["Some."]


def test_the_number_to_be_decided_is_told_with_each_save(world):
    client = signed_in(world.reviewer)
    page = client.get(review_url(world))
    first, *others = [row["passage"].key for row in page.context["rows"]]
    typed = {f"{first}-decision": "give"} | {f"{key}-decision": "" for key in others}

    saved = client.post(f"{review_url(world)}draft/", {"version": 1, "left_elsewhere": 5, **typed})

    assert page.context["left_elsewhere"] == 0
    assert saved.json()["live"] == {"left": str(len(others) + 5)}


def test_what_was_decided_on_another_page_stays(world):
    client = signed_in(world.reviewer)
    rows = client.get(review_url(world)).context["rows"]
    keys = [row["passage"].key for row in rows[:2]]

    for version, key in enumerate(keys, start=1):
        client.post(review_url(world), {"version": version, f"{key}-decision": "give"})

    kept = AccessReview.objects.get(pk=world.pk).body
    assert kept == {key: {"decision": "give"} for key in keys}
