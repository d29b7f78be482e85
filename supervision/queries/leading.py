from datetime import date

from people.models import Person
from people.queries import line_manager_of
from supervision.models import PLR


def leader_of(plr: PLR, *, on: date) -> Person:
    """Who leads it as things stand: while it is open, a new line manager takes it over."""
    if plr.stand_in or not plr.is_open:
        return plr.led_by
    return line_manager_of(person_id=plr.reportee_id, on=on) or plr.led_by
