"""When somebody is back at work, if the file does not say so (AMB-36, AMB-39)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from exchange.importing.known import Known
from policy.calendar import working_day_after
from policy.months import ONE_DAY


def back_on(values: Mapping[str, Any], known: Known) -> date | None:
    """The day after `end`; none when another absence follows without a working day between."""
    end = values["end"]
    if values["returned_on"] or not end:
        return values["returned_on"]
    first_at_work = working_day_after(end)
    spans = known.spans["absence"][values["staff_number"]]
    goes_on = any(end < span.start <= first_at_work for span in spans)
    return None if goes_on else end + ONE_DAY
