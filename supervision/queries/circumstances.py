"""What planning knows of people; for a team as many questions to the database as for one."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Max
from django.db.models.functions import Coalesce

from people.models import Absence, Organisation, Person, Posting
from policy import facts
from policy.absences import long_absences
from policy.cadence import Circumstances
from policy.months import Span
from policy.rulebook import Rulebook
from supervision.models import PLR, AgreedInterval, SupportNeed


def latest_intervals(people: Collection[int]) -> dict[int, AgreedInterval]:
    agreed = AgreedInterval.objects.filter(person__in=people)
    latest = agreed.order_by("person_id", "-agreed_at", "-pk").distinct("person_id")
    return {one.person_id: one for one in latest}


def support_needed(people: Collection[int]) -> dict[int, SupportNeed]:
    """Of those who need it today."""
    needs = SupportNeed.objects.lasting().filter(person__in=people)
    return {one.person_id: one for one in needs}


def circumstances(
    people: Mapping[int, Person],
    posts: Mapping[int, Posting],
    *,
    agreed: Mapping[int, AgreedInterval],
    needing: Collection[int],
    today: date,
    book: Rulebook,
) -> dict[int, Circumstances]:
    """Of everybody with a post."""
    records_start = Organisation.objects.values_list("records_start", flat=True).first()
    absences, last = absences_of(people), last_held_or_planned(people)
    found = {}
    for pk in people.keys() & posts.keys():
        back_on = back_from_long_absence(absences.get(pk, ()), today=today, book=book)
        starts = (people[pk].joined, posts[pk].start, records_start, back_on)
        found[pk] = Circumstances(
            role=posts[pk].role,
            post_started=posts[pk].start,
            counting_from=max(day for day in starts if day),
            last_held_on=last.get(pk),
            returned_on=back_on,
            agreed=agreed[pk].interval if pk in agreed else None,
            needs_support=pk in needing,
            away=away_from(absences.get(pk, ()), today),
        )
    return found


def last_held_or_planned(people: Collection[int]) -> dict[int, date]:
    """The latest PLR that was held, or is planned: the next one follows it."""
    plrs = PLR.objects.filter(reportee__in=people).exclude(state=PLR.State.CANCELLED)
    last = Max(Coalesce("held_on", "planned_for"))
    return dict(plrs.order_by().values_list("reportee").annotate(last=last))


def absences_of(people: Collection[int]) -> dict[int, list[Absence]]:
    found: dict[int, list[Absence]] = {}
    for one in Absence.objects.filter(person__in=people).order_by("start"):
        found.setdefault(one.person_id, []).append(one)
    return found


def away_from(absences: Iterable[Absence], today: date) -> tuple[Span, ...]:
    """Today or later."""
    return tuple(Span(a.start, a.end) for a in absences if a.end is None or a.end >= today)


def back_from_long_absence(
    absences: Iterable[Absence], *, today: date, book: Rulebook
) -> date | None:
    """The first day back, of whoever is away still the expected one (AMB-38)."""
    known = (
        facts.Absence(one.start, one.kind, one.end, one.returned_on, one.recorded_on)
        for one in absences
    )
    begun = (one for one in long_absences(known, today, book) if one.excluded_from <= today)
    return max((one.back_on for one in begun if one.back_on), default=None)
