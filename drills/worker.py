"""The site's worker in a drill: `celery -A drills.worker worker`.

`DRILL_DAY` is what the database says of the day, `DRILL_CLOCK` what the clock of this server says;
`DRILL_WITHOUT` names the guard that a control takes away.
"""

import os
from datetime import date, datetime

import time_machine
from celery import chain

from plr_site.celery import app

app.set_current()
app.loader.import_default_modules()

from compliance.tasks import send_reminders  # noqa: E402
from drills.guards import GUARDS  # noqa: E402
from notices import clock  # noqa: E402
from notices.tasks import send_digests  # noqa: E402

# As in production, but what a dead worker held comes back within seconds.
app.conf.broker_transport_options = {
    **app.conf.broker_transport_options,
    "visibility_timeout": 5,
    "unacked_restore_interval": 1,
}


@app.task(name="drills.morning")
def morning() -> None:
    """The part of a morning that tells reminders."""
    chain(send_reminders.si(), send_digests.si()).delay()


if day := os.environ.get("DRILL_DAY"):
    clock.today = lambda: date.fromisoformat(day)
if moment := os.environ.get("DRILL_CLOCK"):
    time_machine.travel(datetime.fromisoformat(moment)).start()
if guard := os.environ.get("DRILL_WITHOUT"):
    GUARDS[guard]()
