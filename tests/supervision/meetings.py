"""General meetings as they are written: complete bodies, and what a browser sends."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from drafts.body import flatten
from people.models import Person
from supervision import actions
from supervision.models import GeneralMeeting, MeetingDraft
from tests.factories import PersonFactory, PracticeSupervisionFactory

TODAY = timezone.localdate
BODY = {"texts": {"summary": "We put the tasks in order."}}


def page(name: str, of: MeetingDraft | GeneralMeeting) -> str:
    return reverse(f"supervision:{name}", args=[of.pk])


def reportee_and_manager(**person) -> tuple[Person, Person]:
    manager = PersonFactory(role="service_manager")
    return PersonFactory(manager=manager, **person), manager


def adviser_and_supervisor() -> tuple[Person, Person]:
    tie = PracticeSupervisionFactory()
    return tie.person, tie.supervisor


def team_of(number: int, **person) -> tuple[list[Person], Person]:
    manager = PersonFactory(role="business_services_manager")
    return PersonFactory.create_batch(number, manager=manager, **person), manager


def begun(person: Person, by: Person, **facts) -> MeetingDraft:
    known = {"kind": "situational", "held_on": TODAY(), "way": "phone", **facts}
    return actions.begin_meeting(by=by, person=person, **known)


def begun_session(people: Sequence[Person], by: Person, held_on: date | None = None):
    return actions.begin_group(by=by, people=people, held_on=held_on or TODAY(), way="group")


def follow_up(days: int) -> dict:
    """To be come back to so many days from now."""
    return {**BODY, "follow_up": {"due": (TODAY() + timedelta(days=days)).isoformat()}}


def session_body(people: Sequence[Person], *, away: Sequence[Person] = ()) -> dict:
    """Who was away contributed nothing."""
    said = {str(one.pk): {"attended": "yes", "contribution": f"By {one.pk}."} for one in people}
    said |= {str(one.pk): {"attended": "no"} for one in away}
    return {
        "texts": {"themes": "Calls.", "summary": "What helps, and when to stop."},
        "people": said,
    }


def with_body(draft: MeetingDraft, body: dict | None = None) -> MeetingDraft:
    """The draft as it was saved."""
    kept = BODY if body is None else body
    MeetingDraft.objects.filter(pk=draft.pk).update(body=kept, saved_at=timezone.now())
    return MeetingDraft.objects.get(pk=draft.pk)


def on_record(draft: MeetingDraft, body: dict | None = None) -> list[GeneralMeeting]:
    """Finalised as the page does it, without going through the page."""
    draft = with_body(draft, body)
    return actions.finalise_meeting(
        draft=draft, version=draft.version, by=draft.by, now=timezone.now(), today=TODAY()
    )


def typed(draft: MeetingDraft, body: dict | None = None) -> dict[str, str]:
    """What the form of the draft sends."""
    version = MeetingDraft.objects.get(pk=draft.pk).version
    return {**flatten(BODY if body is None else body), "version": str(version)}


def press_finalise(client, draft: MeetingDraft):
    version = MeetingDraft.objects.get(pk=draft.pk).version
    return client.post(page("meeting_check", draft), {"version": version})


def gaps_of(answer) -> list[str]:
    return [gap.sentence for gap in answer.context["gaps"]]


def new_action(owner: Person, **changes) -> dict[str, str]:
    action = {
        "description": "Shadow a colleague in court",
        "owner": str(owner.pk),
        "due": (TODAY() + timedelta(days=60)).isoformat(),
        "category": "development",
    }
    return {**action, **changes}
