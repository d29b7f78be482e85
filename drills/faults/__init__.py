"""One module for each fault. Another drill is another module here, and its name below."""

from drills.faults import (
    answer_lost,
    broker_emptied,
    clock_ahead,
    database_restarted,
    ten_at_once,
    worker_killed,
)

FAULTS = {
    module.FAULT.name: module.FAULT
    for module in (
        worker_killed,
        broker_emptied,
        database_restarted,
        answer_lost,
        clock_ahead,
        ten_at_once,
    )
}
