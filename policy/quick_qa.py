"""When a case file audit needs the full tool (P22-A1.4 to P22-A1.7, P22-A1.10)."""

from collections.abc import Iterable
from datetime import date

from policy.months import Span, add_months
from policy.rulebook import Rulebook
from policy.wording import spoken

USE_FULL_TOOL = "Use the full tool for this audit."


def refuse_quick_qa(
    on: date, *, joined: date, matters: Iterable[Span], case_matters: Iterable[Span], book: Rulebook
) -> str | None:
    """What to tell the auditor, if the quick tool may not be used on that day.

    `matters` are performance matters about the person, `case_matters` those about the case, formal
    and informal alike. New starters and matters get the same sentence, so that it tells nothing
    about either (AMB-27).
    """
    rules = book.quick_qa
    if rules.in_use_until and on > rules.in_use_until:
        return f"Use the full tool. Quick QA was in use until {spoken(rules.in_use_until)}."
    is_new = on <= add_months(joined, rules.new_starter_months)
    if is_new or any(on in span for span in (*matters, *case_matters)):
        return USE_FULL_TOOL
    return None
