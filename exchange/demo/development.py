"""The actions of one person: set in one PLR, worked on, and asked about in the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from exchange.demo.corpus import Writer, pool
from exchange.demo.days import working_day_before, working_days_from
from exchange.demo.reviews import Review

CATEGORIES = (("development", 5), ("performance", 4), ("wellbeing", 2), ("reflection", 2))
AT_THE_NEXT_PLR = (("done", 62), ("carried", 28), ("dropped", 10))
BUSY = "many_actions"
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
    writer: Writer
    today: date

    @property
    def rng(self):
        return self.writer.rng


def steps_of(developing: Developing) -> list[Step]:
    """In the order in which they were agreed."""
    found: list[Step] = []
    for review in developing.reviews:
        if not review.is_final:
            continue
        for step in found:
            if step.last_word is None:
                step.words.append(word_at(developing, step, review))
        found += new_steps(developing, review)
    for step in found:
        if step.last_word is None:
            step.words += words_since(developing, step)
    return found


def word_at(developing: Developing, step: Step, review: Review) -> Word:
    """Twice carried forward is enough."""
    kinds, weights = zip(*AT_THE_NEXT_PLR, strict=True)
    kind = developing.rng.choices(kinds, weights)[0]
    if kind == "carried" and sum(word.kind == "carried" for word in step.words) > 1:
        kind = "done"
    text = developing.writer.draw(f"outcomes.{kind}.any")
    return Word(kind, text, review.finalised_on or review.day, review.led_by, review)


def new_steps(developing: Developing, review: Review) -> list[Step]:
    number = developing.rng.choice((1, 2, 2, 3))
    if developing.situation == BUSY:
        number += 2
    return [new_step(developing, review, place) for place in range(1, number + 1)]


def new_step(developing: Developing, review: Review, number: int) -> Step:
    rng, writer = developing.rng, developing.writer
    kinds, weights = zip(*CATEGORIES, strict=True)
    category = rng.choices(kinds, weights)[0]
    final = review.finalised_on or review.day
    due = working_day_before(final + timedelta(days=rng.randrange(24, 84)), 0)
    served = [key for key in SERVES.get(category, ()) if key in review.standards]
    return Step(
        review=review,
        number=number,
        category=category,
        standard=rng.choice(served) if served else "",
        description=writer.speak(f"actions.{category}"),
        owner=review.led_by if writer.maybe(0.1) else developing.person,
        due=due,
    )


def words_since(developing: Developing, step: Step) -> list[Word]:
    """Between the last PLR and today: progress, and sometimes the end of it."""
    final = step.review.finalised_on or step.review.day
    days = (developing.today - final).days
    rng, writer = developing.rng, developing.writer
    if days < 6 or rng.random() < 0.5:
        return []
    day = working_days_from(final + timedelta(days=rng.randrange(2, days - 2)), 1)
    words = [Word("progress", writer.draw("progress.any"), day, step.owner)]
    is_busy = developing.situation == BUSY
    if day < developing.today and rng.random() < (0.7 if is_busy else 0.3):
        kind = "dropped" if rng.random() < 0.15 else "done"
        words.append(Word(kind, writer.draw(f"outcomes.{kind}.any"), day, step.owner))
    return words


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
