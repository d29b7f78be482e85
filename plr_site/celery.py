import logging
import os
import time
from logging.config import dictConfig
from typing import Any

from celery import Celery, Task
from celery.signals import (
    before_task_publish,
    setup_logging,
    task_postrun,
    task_prerun,
    task_success,
    worker_init,
)
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from plr_site.logs import request_id
from plr_site.roles import refuse_to_work_above_the_wall, refuse_to_work_behind_the_wall

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")

log = logging.getLogger(__name__)
app = Celery("plr_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_site_does(**signal: Any) -> None:
    """Worker and scheduler keep the same things out of their logs."""
    dictConfig(settings.LOGGING)


@worker_init.connect
def start_as_the_right_role(**signal: Any) -> None:
    refuse_to_work_above_the_wall()
    refuse_to_work_behind_the_wall()


@before_task_publish.connect
def say_who_asked_and_when(headers: dict[str, Any], **signal: Any) -> None:
    """A task is logged under the request that queued it; its age is known while it waits."""
    headers.update(request_id=request_id.get(), queued_at=time.time())


@task_prerun.connect
def take_over_the_request_id(task: Task, **signal: Any) -> None:
    if not task.request.is_eager:
        request_id.set(task.request.get("request_id") or "")
        task.request.began = time.monotonic()


@task_postrun.connect
def log_the_task(task: Task, state: str | None = None, **signal: Any) -> None:
    if began := task.request.get("began"):
        milliseconds = round(1000 * (time.monotonic() - began))
        log.info("task", extra={"task": task.name, "state": state, "milliseconds": milliseconds})


def key_of_last_run(task: str) -> str:
    return f"task-ended-well:{task}"


@task_success.connect
def note_that_it_ended_well(sender: Task, **signal: Any) -> None:
    """For `/metrics`; nothing depends on it, and a cache that is away is left alone."""
    try:
        cache.set(key_of_last_run(sender.name), time.time(), timeout=None)
    except RedisError:
        log.warning("the cache is away")
