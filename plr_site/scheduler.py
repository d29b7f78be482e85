"""What says when. It remembers across restarts what it has asked for."""

import dbm.dumb
import shelve

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Writes what it remembers into its file at each sync. By itself it would use whichever
    database file Python was built with, of which one kind is written only at an orderly end."""

    def _open_schedule(self) -> shelve.Shelf:
        return shelve.Shelf(dbm.dumb.open(self.schedule_filename, "c"), writeback=True)
