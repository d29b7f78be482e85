"""Who is in the posts and has the permissions in which something is owed, and was away when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from people.models import Absence, Grant, Person, Posting
from policy.absences import long_absences
from policy.facts import Absence as AbsenceFact
from policy.months import ONE_DAY, Span
from policy.rulebook import Rulebook
from policy.rulebook.assurance import Programme

ONE_YEAR = timedelta(days=366)


@dataclass
class Holder:
    """`posts` and `permissions`: the days on which they were held."""

    person: Person
    posts: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    permissions: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    away: Sequence[Span] = ()

    def held(self, programme: Programme) -> list[Span]:
        if programme.social_work_qualified and not self.person.social_work_qualified:
            return []
        posts = [span for role in programme.roles for span in self.posts.get(role, ())]
        keys = programme.permissions
        return posts + [span for key in keys for span in self.permissions.get(key, ())]


def holders(book: Rulebook, *, on: date, since: date) -> dict[int, Holder]:
    """Everybody who held any of them between the two days; four queries for any number."""
    owed = [one for one in book.assurance.programmes.values() if one.owed_by == "person"]
    roles = {role for one in owed for role in one.roles}
    permissions = {key for one in owed for key in one.permissions}
    touching = Q(start__lte=on) & (Q(end=None) | Q(end__gte=since))
    found: dict[int, Holder] = {}
    for post in Posting.objects.filter(touching, role__in=roles).select_related("person"):
        holder = found.setdefault(post.person_id, Holder(post.person))
        holder.posts[post.role].append(until_left(post.start, post.end, post.person))
    for grant in Grant.objects.filter(touching, grant__in=permissions).select_related("person"):
        holder = found.setdefault(grant.person_id, Holder(grant.person))
        holder.permissions[grant.grant].append(until_left(grant.start, grant.end, grant.person))
    for person, away in days_away(found, book, on=on, since=since).items():
        found[person].away = away
    return found


def until_left(start: date, end: date | None, person: Person) -> Span:
    last = min(filter(None, (end, person.left)), default=None)
    return Span(start, last)


def days_away(
    people: Iterable[int], book: Rulebook, *, on: date, since: date
) -> Mapping[int, Sequence[Span]]:
    """Long-term absences alone, as they are known on the day."""
    absences = Absence.objects.filter(person__in=list(people), start__lte=on)
    of_person: dict[int, list[AbsenceFact]] = defaultdict(list)
    for one in absences.filter(Q(end=None) | Q(end__gte=since - ONE_YEAR)):
        of_person[one.person_id].append(
            AbsenceFact(
                start=one.start,
                kind=one.kind,
                end=one.end,
                returned_on=one.returned_on,
                recorded_on=one.recorded_on,
            )
        )
    return {
        person: [
            Span(long.excluded_from, long.back_on - ONE_DAY if long.back_on else None)
            for long in long_absences(found, on, book)
        ]
        for person, found in of_person.items()
    }
