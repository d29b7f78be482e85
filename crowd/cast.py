"""Who is there in the demonstration, for each journey as many as are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from django.utils import timezone

from bench.pages import cookie_for
from crowd.ledger import Found, Page
from people.models import Grant, Person, Posting
from supervision.actions import begin_record
from supervision.models import PLR, Record, SelfAssessment
from supervision.rules import rules_for

HEADS = ("head_of_practice", "assistant_director", "operational_director")
# Of a hundred people at once.
SHARES = {"writes": 40, "records": 20, "oversees": 8, "keeps": 4, "reads": 28}


@dataclass
class Part:
    """One person of the crowd. `draft`: what they write, in `field`; the others only look."""

    journey: str
    cookie: str
    person: Person
    plr: PLR | None = None
    draft: SelfAssessment | Record | None = None
    field: str = ""
    page: Page | None = None

    @property
    def path(self) -> str:
        """Of their PLR."""
        return f"/plrs/{self.plr.pk}/" if self.plr else "/"


def numbers(people: int) -> dict[str, int]:
    """How many of each journey; what is left over reads."""
    found = {journey: max(1, people * share // 100) for journey, share in SHARES.items()}
    found["reads"] += people - sum(found.values())
    return found


def cast(people: int) -> list[Part]:
    asked = numbers(people)
    return [
        *islice(writers(), asked["writes"]),
        *islice(managers(), asked["records"]),
        *lookers("oversees", heads(), asked["oversees"]),
        *lookers("keeps", hr(), asked["keeps"]),
        *islice(readers(), asked["reads"]),
    ]


def writers() -> Iterator[Part]:
    """Each has a PLR ahead and a self-assessment that nobody else sees yet."""
    waiting = PLR.objects.filter(state=PLR.State.SCHEDULED, self_assessment_shared_at=None)
    seen: set[int] = set()
    for plr in waiting.select_related("reportee", "led_by").order_by("planned_for", "pk"):
        draft = SelfAssessment.objects.filter(plr=plr).first()
        if draft is None or plr.reportee_id in seen or not plr.reportee.is_active:
            continue
        seen.add(plr.reportee_id)
        rules = rules_for(plr)
        question = rules.book.self_assessment_parts(rules.role)[0].questions[0]
        yield part("writes", plr.reportee, plr, draft, question.key)


def managers() -> Iterator[Part]:
    """Each has held the meeting today and begins to write it up."""
    today, seen = timezone.localdate(), set()
    waiting = PLR.objects.filter(state=PLR.State.SCHEDULED, stand_in=False)
    now_managing = {"lines_managed__end": None, "lines_managed__start__lte": today}
    leading = set(
        Person.objects.in_service(today).filter(**now_managing).values_list("pk", flat=True)
    )
    for plr in waiting.select_related("reportee", "led_by").order_by("-planned_for", "pk"):
        manages = plr.led_by.lines_managed.filter(person=plr.reportee, end=None).exists()
        if plr.led_by_id in seen or plr.led_by_id not in leading or not manages:
            continue
        seen.add(plr.led_by_id)
        begin_record(plr=plr, held_on=today, by=plr.led_by)
        plr.refresh_from_db()
        yield part("records", plr.led_by, plr, plr.record, "wellbeing")


def part(journey: str, person: Person, plr: PLR, draft, question: str) -> Part:
    page = Page(before=draft.version)
    field = f"texts-{question}"
    return Part(journey, cookie_for(person), person, plr, draft, field, page)


def readers() -> Iterator[Part]:
    """Each has a finished record about themselves."""
    final = PLR.objects.filter(state=PLR.State.FINALISED).select_related("reportee", "led_by")
    newest = final.order_by("reportee_id", "-held_on").distinct("reportee_id")
    active = [plr for plr in newest if plr.reportee.is_active]
    for plr in active:
        yield Part("reads", cookie_for(plr.reportee), plr.reportee, plr)


def lookers(journey: str, people: list[Person], number: int) -> Iterator[Part]:
    """Where there are fewer of them than asked for, some are there in two windows."""
    for person in islice(cycle(people), number):
        yield Part(journey, cookie_for(person), person)


def heads() -> list[Person]:
    today = timezone.localdate()
    posted = Posting.objects.filter(role__in=HEADS, end=None)
    return list(Person.objects.in_service(today).filter(pk__in=posted.values("person")))


def hr() -> list[Person]:
    given = Grant.objects.filter(grant="hr", unit=None).values("person")
    return list(Person.objects.in_service(timezone.localdate()).filter(pk__in=given))


def found(part: Part) -> Found:
    """What the database holds of their draft."""
    stored = type(part.draft).objects.get(pk=part.draft.pk)
    name = part.field.partition("-")[2]
    return Found(stored.version, stored.body.get("texts", {}).get(name, ""))
