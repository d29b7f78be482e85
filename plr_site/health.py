from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from compliance.queries.freshness import is_fresh
from plr_site.celery import app as celery_app
from plr_site.database_log import wrong_settings
from plr_site.roles import is_below_the_wall


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, broker, migrations and the role are ready; says which is not, and nothing else.

    `?deep=1` looks at the standings as well: of today, and right in the last night's comparison;
    and at what the database logs, of which it says why it is wrong.
    """
    checks: dict[str, bool | dict[str, str]] = {
        "database": database_answers(),
        "broker": broker_answers(),
        "migrations": migrations_done(),
        "role": is_below_the_wall(),
    }
    if request.GET.get("deep") == "1":
        checks["standings"] = standings_are_fresh()
        checks["database_log"] = database_log_is_silent()
    ready = all(answer is True for answer in checks.values())
    return JsonResponse(checks, status=200 if ready else 503)


def database_answers() -> bool:
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    try:
        with celery_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=0, timeout=2)
    except (OSError, OperationalError):
        return False
    return True


def migrations_done() -> bool:
    try:
        executor = MigrationExecutor(connections["default"])
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def standings_are_fresh() -> bool:
    try:
        return is_fresh(timezone.localdate())
    except DatabaseError:
        return False


def database_log_is_silent() -> bool | dict[str, str]:
    try:
        return wrong_settings() or True
    except DatabaseError:
        return False
