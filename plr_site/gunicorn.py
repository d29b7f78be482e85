"""How gunicorn serves the site. `gunicorn --config python:plr_site.gunicorn plr_site.wsgi`"""

import os
import shutil
import tempfile
import time

from gunicorn.workers.gthread import ThreadWorker

from plr_site import waiting
from plr_site.roles import refuse_to_work_above_the_wall


class Worker(ThreadWorker):
    """Tells the site how long each request has waited for one of its threads."""

    def enqueue_req(self, conn):
        conn.came_at = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn):
        waiting.seconds.set(time.monotonic() - conn.came_at)
        return super().handle(conn)


bind = "0.0.0.0:8000"
worker_class = Worker
# The site is loaded once and shared by the processes; a new version needs a new server.
preload_app = True
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Longer than any statement may take; then a deploy gives this long to whoever is being answered.
timeout = 60
graceful_timeout = 30
# Longer than the proxy keeps a connection: it is the proxy that lets go, never in the middle of a
# save.
keepalive = 75
# A process is replaced now and then, not all at once.
max_requests, max_requests_jitter = 10_000, 1_000
loglevel = "warning"
control_socket_disable = True
worker_tmp_dir = tempfile.gettempdir()
# In which the processes put their counts together, also those that ended; named before the site
# is loaded.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="plr-metrics-")


def post_worker_init(worker):
    refuse_to_work_above_the_wall()


def on_exit(server):
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
