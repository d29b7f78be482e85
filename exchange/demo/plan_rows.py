"""The development plans of some people as rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from exchange.demo.development import Step, Word
from exchange.demo.moments import moment
from exchange.demo.reviews import Review
from exchange.demo.rows import Store
from supervision.models import PLR, Action, ActionContent, ActionNote


@dataclass(frozen=True)
class PlanOfOne:
    """`plr`: the stored one of a review."""

    person: str
    steps: list[Step]
    plr: Callable[[Review], PLR]


def store_plans(plans: Iterable[PlanOfOne], store: Store) -> dict[int, int]:
    """The keys of the stored actions, by the identity of their steps."""
    steps = [(plan, step) for plan in plans for step in plan.steps]
    actions = store.create(Action, (action(plan, step, store.ids) for plan, step in steps))
    keys = {id(step): row.pk for (_, step), row in zip(steps, actions, strict=True)}
    store.copy(ActionContent, (content(step, keys) for _, step in steps))
    notes = (
        note(plan, step, word, place, keys, store.ids)
        for plan, step in steps
        for place, word in enumerate(step.words)
    )
    store.copy(ActionNote, notes)
    return keys


def action(plan: PlanOfOne, step: Step, ids: Mapping[str, int]) -> Action:
    last = step.last_word
    return Action(
        person_id=ids[plan.person],
        plr=plan.plr(step.review),
        number=step.number,
        owner_id=ids[step.owner],
        due_on=step.due,
        category=step.category,
        standard=step.standard,
        state=last.kind if last else Action.State.OPEN,
        closed_on=last.day if last else None,
        created_at=moment(step.review.finalised_on or step.review.day, 16),
    )


def content(step: Step, keys: Mapping[int, int]) -> ActionContent:
    last = step.last_word
    return ActionContent(
        action_id=keys[id(step)],
        description=step.description,
        impact=last.text if last else "",
    )


def note(
    plan: PlanOfOne,
    step: Step,
    word: Word,
    place: int,
    keys: Mapping[int, int],
    ids: Mapping[str, int],
) -> ActionNote:
    return ActionNote(
        action_id=keys[id(step)],
        plr=plan.plr(word.review) if word.review else None,
        kind=word.kind,
        text=word.text,
        by_id=ids[word.by],
        at=moment(word.day, 16, place),
    )
