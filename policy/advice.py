"""What a restarted clock would hide, said as advice (AMB-33)."""

from datetime import date

from policy.coverage import latest
from policy.judge import Judgement
from policy.measures import Measure
from policy.months import add_months
from policy.wording import sentence, spoken

ADVISED = ("practice_observation", "safe_standard")


def advice(judgement: Judgement) -> tuple[str, ...]:
    """Sentences for the manager. They are no part of any status or figure."""
    measures = (judgement.measures.get(key) for key in ADVISED)
    said = [_long_ago(judgement, measure) for measure in measures if measure]
    return tuple(text for text in (*said, _long_untested(judgement)) if text)


def _long_ago(judgement: Judgement, measure: Measure) -> str | None:
    """While nothing is tested: the last one is more than so many months ago."""
    if measure.deciding:
        return None
    book, as_of = judgement.history.book, judgement.as_of
    entry = book.measures[measure.key]
    last = latest(judgement.history.record.events(entry.counts).dates, as_of)
    since = last or judgement.history.person.joined
    if as_of <= add_months(since, book.exclusions.advise_after_months):
        return None
    if last is None:
        return sentence(f"There is no {entry.thing} on record")
    return sentence(f"The last {entry.thing} was on {spoken(last)}")


def _long_untested(judgement: Judgement) -> str | None:
    months = _longest(judgement)
    if months is None:
        return None
    rules = judgement.history.book.exclusions
    since: date | None = judgement.history.clocks.untested_since(judgement.as_of, months)
    if since is None or judgement.as_of <= add_months(since, rules.advise_untested_months):
        return None
    return sentence(f"Nothing was tested over {months} months since {spoken(since)}")


def _longest(judgement: Judgement) -> int | None:
    columns = [column for measure in judgement.measures.values() for column in measure.columns]
    return max((column.months for column in columns), default=None)
