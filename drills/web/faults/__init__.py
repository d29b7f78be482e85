"""One module for each fault. Another drill is another module here, and its name below."""

from drills.web.faults import (
    broker_stopped,
    connections_used_up,
    database_crashes,
    deploys,
    disk_full,
    migrated,
    sessions_end,
    slow_answers,
)

FAULTS = {
    module.FAULT.name: module.FAULT
    for module in (
        broker_stopped,
        database_crashes,
        connections_used_up,
        slow_answers,
        disk_full,
        sessions_end,
        deploys,
        migrated,
    )
}
