"""In which format the next audit is best done (P22-C8, P22-C10, AMB-24)."""

from collections.abc import Iterable, Sequence
from datetime import date


def format_to_do_next(done: Iterable[tuple[date, str]], formats: Sequence[str]) -> str | None:
    """The one that was done longest ago, so that every column finds one of each.

    `done`: the audits that count, with the day and the format. None while any will do.
    """
    last = dict.fromkeys(formats, date.min)
    for day, key in done:
        if key in last:
            last[key] = max(last[key], day)
    if len(set(last.values())) < len(last):
        return None
    return min(last, key=lambda key: last[key])
