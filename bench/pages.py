"""Prints what each page costs on an organisation of 2,000 people and five years of records.

`make bench`; `make bench PEOPLE=20000` for the growth. Beside each page the bare signed-in Django
page of the same run (bench/floor.py): the goal is five times that, and the same at 20,000 people.
"""

import os
import sys
import time
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plr_site.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.middleware.csrf import _get_new_csrf_string  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.audits import FEW_AND_MANY, give_audits, pages_with_audits  # noqa: E402
from bench.server import serving, time_page, workers_memory  # noqa: E402
from people.models import Grant, Person  # noqa: E402
from people.second_factor import PASSED  # noqa: E402
from people.sessions import ACTIVE_AT, SIGNED_IN_AT  # noqa: E402
from supervision.models import PLR  # noqa: E402

TIMES = int(os.environ.get("TIMES", "120"))
GOAL = 5


@dataclass(frozen=True)
class Visit:
    name: str
    person: Person
    path: str
    body: str = ""


def cookie_for(person: Person, backend: str = settings.AUTHENTICATION_BACKENDS[0]) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SIGNED_IN_AT] = session[ACTIVE_AT] = int(time.time())
    session[PASSED] = True
    session.create()
    return f"sessionid={session.session_key}; csrftoken={_get_new_csrf_string()}"


def busiest_manager() -> Person:
    today = timezone.localdate()
    managers = Person.objects.in_service(today).filter(lines_managed__end=None)
    return managers.annotate(team=Count("lines_managed")).order_by("-team", "pk").first()


def visits() -> list[Visit]:
    manager = busiest_manager()
    team = PLR.objects.filter(reportee__lines__manager=manager, reportee__lines__end=None)
    waiting = team.filter(state="scheduled", self_assessment_shared_at=None, led_by=manager)
    writing = waiting.order_by("planned_for").select_related("reportee").first()
    final = team.filter(state="finalised", led_by=manager).order_by("-held_on").first()
    held = team.filter(state="held", led_by=manager).first() or begin(waiting.last())
    hr = Grant.objects.filter(grant="hr", unit=None).order_by("pk").first().person
    of = f"/plrs/{writing.pk}/"
    version = held.record.version
    return [
        Visit("Home of a manager", manager, "/"),
        Visit("Home of a reportee", writing.reportee, "/"),
        Visit("PLR", manager, of),
        Visit("Plan a PLR", manager, f"/people/{writing.reportee_id}/plan-a-plr/"),
        Visit("Self-assessment", writing.reportee, f"{of}self-assessment/"),
        Visit("Prepare", manager, f"{of}prepare/"),
        Visit("Record", manager, f"/plrs/{held.pk}/record/"),
        Visit("Check", manager, f"/plrs/{held.pk}/record/check/"),
        Visit("Finished record", manager, f"/plrs/{final.pk}/finished/"),
        Visit("PDF", manager, f"/plrs/{final.pk}/finished/record.pdf"),
        Visit(
            "Development plan", writing.reportee, f"/people/{writing.reportee_id}/development-plan/"
        ),
        Visit("People, as HR", hr, "/people/"),
        Visit("Compliance of everybody", hr, "/compliance/"),
        Visit("Who owes samples", hr, "/assurance/programmes/"),
        Visit("What samples show", hr, "/assurance/reports/"),
        Visit("Who has read my records", writing.reportee, "/who-has-read-my-records/"),
        Visit("Autosave of a record", manager, f"/plrs/{held.pk}/record/draft/", typed(version)),
    ]


def begin(plr: PLR) -> PLR:
    PLR.objects.filter(pk=plr.pk).update(state="held", held_on=timezone.localdate())
    plr.refresh_from_db()
    return plr


def typed(version: int) -> str:
    """What a manager's browser sends: the same text again is one save, so it can be repeated."""
    return f"version={version}&texts-wellbeing=" + "Well+and+rested.+" * 60


def queries_of(visit: Visit) -> int:
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.cookies.load(cookie_for(visit.person))
    with CaptureQueriesContext(connection) as captured:
        if visit.body:
            form = "application/x-www-form-urlencoded"
            client.post(visit.path, visit.body, content_type=form)
        else:
            client.get(visit.path)
    return len(captured)


def print_few_and_many(port: int) -> None:
    """The pages that show one person's work: with 20 audits since the last PLR, and with 200."""
    manager = busiest_manager()
    plr = PLR.objects.filter(reportee__lines__manager=manager, led_by=manager, state="held").first()
    pages = pages_with_audits(plr)
    times = []
    for number in FEW_AND_MANY:
        give_audits(plr, number)
        analyse()
        took = [time_page(port, path, cookie_for(who), times=TIMES) for _, who, path in pages]
        times.append([one.p50 for one in took])
    print("\n{:28}".format("audits of one person") + "".join(f"{n:6} p50 ms" for n in FEW_AND_MANY))
    for (name, _, _), few, many in zip(pages, *times, strict=True):
        print(f"{name:28}{few:13.1f}{many:13.1f}")


def analyse() -> None:
    """What PostgreSQL does by itself within a minute: the planner knows how large each table is."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")


def main(people: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo_data", people=people, years=5)
    analyse()
    pages = visits()
    with serving("bench.floor:application", "bench.floor_settings") as (port, _):
        bare = cookie_for(pages[0].person, "django.contrib.auth.backends.ModelBackend")
        floor = time_page(port, "/", bare, times=TIMES)
    print(f"\n{people:,} people, {PLR.objects.count():,} PLRs. Bare page: p95 {floor.p95:.1f} ms\n")
    print(f"{'page':28}{'p50 ms':>9}{'p95 ms':>9}{'x bare':>8}{'queries':>9}{'KiB':>7}")
    with serving("plr_site.wsgi", "plr_site.settings") as (port, server):
        for visit in pages:
            took = time_page(
                port, visit.path, cookie_for(visit.person), times=TIMES, body=visit.body
            )
            ratio = took.p50 / floor.p50
            print(
                f"{visit.name:28}{took.p50:9.1f}{took.p95:9.1f}{ratio:8.1f}"
                f"{queries_of(visit):9d}{took.size / 1024:7.0f}",
                flush=True,
            )
        print(f"\nTwo web workers together: {workers_memory(server):.0f} MiB (PSS)")
        print_few_and_many(port)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
