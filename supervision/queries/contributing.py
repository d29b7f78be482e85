"""Which practice supervisor is asked to contribute to which PLR (P22-2.7b)."""

from collections.abc import Iterable
from datetime import date

from people.models import Person, PracticeSupervision
from people.queries import posts_of
from people.rules import book_on
from supervision.models import PLR, FeedbackRequest


def contributors_to(plrs: Iterable[PLR], *, on: date) -> list[tuple[PLR, Person]]:
    """Each PLR with each practice supervisor of its reportee who was not asked yet."""
    plrs = list(plrs)
    roles = book_on(on).feedback.contribution_roles
    people = {plr.reportee_id for plr in plrs}
    posts = posts_of(people=people, on=on)
    ties = PracticeSupervision.objects.current(on).filter(person__in=people)
    asked = set(
        FeedbackRequest.objects.filter(plr__in=plrs).values_list("plr_id", "contributor_id")
    )
    supervisors: dict[int, list[Person]] = {}
    for tie in ties.select_related("supervisor"):
        supervisors.setdefault(tie.person_id, []).append(tie.supervisor)
    return [
        (plr, supervisor)
        for plr in plrs
        if plr.reportee_id in posts and posts[plr.reportee_id].role in roles
        for supervisor in supervisors.get(plr.reportee_id, ())
        if (plr.pk, supervisor.pk) not in asked and supervisor.pk != plr.led_by_id
    ]
