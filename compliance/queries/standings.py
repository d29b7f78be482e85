from collections.abc import Collection
from datetime import date

from django.conf import settings

from compliance.queries.facts import facts_of
from people.standings import Line, Standing
from policy import rulebook
from policy.judge import Judgement, judge
from policy.report import person_values


def standings_of(people: Collection[int], on: date) -> dict[int, Standing]:
    """Each person's measures today, worked out live from facts; never a content."""
    book = rulebook.in_force(settings.RULEBOOK, on)
    return {pk: standing_from(judge(person, on, on, book)) for pk, person in facts_of(people)}


def standing_from(judgement: Judgement) -> Standing:
    book, exclusion = judgement.history.book, judgement.exclusion
    titles = {key: entry.title for key, entry in book.measures.items()}
    titles |= {key: entry.title for key, entry in book.duties.items()}
    measures = person_values(judgement)["measures"]
    return Standing(
        lines=tuple(
            Line(
                key=key,
                title=titles[key],
                status=judgement.measures[key].status,
                next_due=judgement.measures[key].next_due,
                why=measures[key]["why"],
                clause=measures[key]["clause"],
            )
            for key in measures
            if key in judgement.measures
        ),
        excluded=exclusion is not None,
        excluded_until=exclusion.until if exclusion else None,
    )
