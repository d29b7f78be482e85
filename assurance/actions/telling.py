"""Who is told what of a sample: names and days, never what was written."""

from collections.abc import Iterable

from assurance.models import Draw
from govuk.dates import uk_date
from notices.actions import tell
from people.models import Person


def tell_of_draw(draw: Draw) -> None:
    """The sampler has something to do; the person and their manager know who reads it and why."""
    tell_people([draw.sampler], draw, "sample_to_make", path="/assurance/")
    if draw.of != Draw.Of.CASE:
        concerned = {draw.about, draw.answerable} - {None, draw.sampler}
        tell_people((one for one in concerned if one), draw, "record_sampled")


def tell_of_feedback(draw: Draw) -> None:
    if draw.answerable:
        tell_people([draw.answerable], draw, "sample_feedback")


def tell_of_answer(draw: Draw) -> None:
    tell_people([draw.sampler], draw, "sample_answered")


def tell_of_handing_back(draw: Draw) -> None:
    concerned = {draw.about, draw.answerable} - {None}
    tell_people((one for one in concerned if one), draw, "sample_handed_back")


def tell_people(people: Iterable[Person], draw: Draw, kind: str, path: str = "") -> None:
    tell(
        people=people,
        kind=kind,
        about=draw,
        path=path or draw.get_absolute_url(),
        facts={
            "by": draw.sampler.name,
            "programme": draw.rules.title,
            "until": uk_date(draw.period.end),
            "of": draw.answerable.name if draw.answerable else "",
        },
    )
