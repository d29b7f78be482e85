"""The actions of one person: set in one PLR, worked on, and asked about in the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from exchange.demo.corpus import Writer, pool
from exchange.demo.days import working_day_before, working_days_from
from exchange.demo.reviews import Review

CATEGORIES = (("development", 5), ("performance", 4), ("wellbeing", 2), ("reflection", 2))
AT_THE_NEXT_PLR = (("done", 70), ("carried", 20), ("dropped", 10))
CLOSED_BY_ITSELF = 0.7
LATE_AFTER = 14
# Days until an action is due, by the months between two PLRs.
DUE = {3: (24, 88), 6: (35, 170)}
BUSY = "many_actions"
LIVELY = (BUSY, "half_written", "officer", "twelve_reportees", "hr")
SERVES = {
    "performance": ("service_effectiveness", "compliance"),
    "development": ("quality", "engagement", "professional_behaviour"),
}


@dataclass(frozen=True)
class Word:
    """What was said on an action: at a PLR (`review`), or between two."""

    kind: str
    text: str
    day: date
    by: str
    review: Review | None = None


@dataclass
class Step:
    """An action. `number`: its place among those of its PLR."""

    review: Review
    number: int
    category: str
    standard: str
    description: str
    owner: str
    due: date
    words: list[Word] = field(default_factory=list)

    @property
    def last_word(self) -> Word | None:
        """The one that closed it."""
        return next((word for word in self.words if word.kind in ("done", "dropped")), None)


@dataclass
class Developing:
    person: str
    situation: str
    reviews: Sequence[Review]
    months: int
    writer: Writer
    today: date

    @property
    def rng(self):
        return self.writer.rng


def steps_of(developing: Developing) -> list[Step]:
    """In the order in which they were agreed."""
    found: list[Step] = []
    since = developing.today
    for review in developing.reviews:
        if review.is_final:
            for step in still_open(found):
                step.words += words_between(developing, step, since, review.day)
            for step in still_open(found):
                step.words.append(word_at(developing, step, review))
            found += new_steps(developing, review)
            since = review.finalised_on or review.day
    for step in still_open(found):
        step.words += words_between(developing, step, since, developing.today)
    return found


def still_open(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.last_word is None]


def words_between(developing: Developing, step: Step, since: date, until: date) -> list[Word]:
    """Between two PLRs: progress, and mostly the end of it at about the day it is due."""
    rng, writer, words = developing.rng, developing.writer, []
    if is_left_lying(developing, step.number):
        return words
    noted = working_days_from(since + timedelta(days=rng.randrange(4, 30)), 1)
    if noted < until and writer.maybe(0.35):
        words.append(Word("progress", writer.draw("progress.any"), noted, step.owner))
    closed = working_day_before(step.due, rng.randrange(-4, 18))
    if max(noted, since) < closed < until and writer.maybe(CLOSED_BY_ITSELF):
        kind = "dropped" if writer.maybe(0.1) else "done"
        words.append(Word(kind, writer.draw(f"outcomes.{kind}.any"), closed, step.owner))
    return words


def is_left_lying(developing: Developing, number: int) -> bool:
    """In some situations the first action of each PLR is late until the next."""
    return developing.situation in LIVELY and number == 1


def is_for_longer(developing: Developing, number: int) -> bool:
    """And the second is to be done after it."""
    return developing.situation in LIVELY and number == 2


def word_at(developing: Developing, step: Step, review: Review) -> Word:
    """Carried forward once is enough."""
    kinds, weights = zip(*AT_THE_NEXT_PLR, strict=True)
    kind = developing.rng.choices(kinds, weights)[0]
    if kind == "carried" and any(word.kind == "carried" for word in step.words):
        kind = "done"
    text = developing.writer.draw(f"outcomes.{kind}.any")
    return Word(kind, text, review.finalised_on or review.day, review.led_by, review)


def new_steps(developing: Developing, review: Review) -> list[Step]:
    number = developing.rng.choice((2, 2, 3) if developing.situation else (1, 2, 2, 3))
    if developing.situation == BUSY:
        number += 2
    return [new_step(developing, review, place) for place in range(1, number + 1)]


def new_step(developing: Developing, review: Review, number: int) -> Step:
    rng, writer = developing.rng, developing.writer
    is_own = is_left_lying(developing, number) or writer.maybe(0.9)
    kinds, weights = zip(*CATEGORIES, strict=True)
    category = rng.choices(kinds, weights)[0]
    final = review.finalised_on or review.day
    days = rng.randrange(*DUE[developing.months])
    if is_left_lying(developing, number):
        days = LATE_AFTER
    if is_for_longer(developing, number):
        days = developing.months * 34
    due = working_day_before(final + timedelta(days=days), 0)
    served = [key for key in SERVES.get(category, ()) if key in review.standards]
    return Step(
        review=review,
        number=number,
        category=category,
        standard=rng.choice(served) if served else "",
        description=writer.speak(f"actions.{category}" if is_own else "actions.of_the_manager"),
        owner=developing.person if is_own else review.led_by,
        due=due,
    )


def proposals(writer: Writer, day: date) -> list[dict[str, str]]:
    """What the reportee proposes in the self-assessment."""
    number = writer.rng.choice((0, 1, 1, 2))
    categories = [
        category for category, _ in CATEGORIES if pool(f"actions.{category}", writer.voices)
    ]
    rows = []
    for _ in range(number):
        category = writer.rng.choice(categories)
        due = working_day_before(day + timedelta(days=writer.rng.randrange(30, 90)), 0)
        rows.append(
            {
                "description": writer.speak(f"actions.{category}"),
                "due": due.isoformat(),
                "category": category,
            }
        )
    return rows
