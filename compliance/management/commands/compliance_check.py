import csv
import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance.queries.facts import facts_of
from people.models import Person
from people.sheets import safe_cell
from policy import rulebook
from policy.judge import Judgement, judge
from policy.report import report

COLUMNS = ("staff_number", "role", "unit", "headline", "measure", "status", "next_due", "why")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date like 2026-11-22") from None


class Command(BaseCommand):
    help = "Who stands where on a day: every measure of every person in service, with its reason."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", type=day, required=True, metavar="DATE")
        parser.add_argument("--known-on", type=day, metavar="DATE", help="default: today")
        parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
        parser.add_argument("--person", metavar="STAFF_NUMBER")
        parser.add_argument("--explain", action="store_true", help="what counted, what did not")

    def handle(self, *, as_of, known_on, format, person, explain, **options):
        known_on = known_on or timezone.localdate()
        values = report(
            judgements(as_of, known_on, person),
            as_of=as_of,
            known_on=known_on,
            policy=rulebook.in_force(settings.RULEBOOK, as_of).name,
            explain=explain,
        )
        getattr(self, f"print_{format}")(values)

    def print_json(self, values: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(values, indent=1, ensure_ascii=False))

    def print_csv(self, values: dict[str, Any]) -> None:
        writer = csv.writer(self.stdout)
        writer.writerow(COLUMNS)
        writer.writerows([safe_cell(cell) for cell in row] for row in rows(values))

    def print_table(self, values: dict[str, Any]) -> None:
        totals = values["totals"]
        for staff_number, role, unit, _, measure, status, due, why in rows(values):
            self.stdout.write(
                f"{staff_number:12}{role or '':28}{unit or '':12}{measure:22}{status:16}"
                f"{due or '':12}{why}"
            )
        self.stdout.write(
            f"{totals['compliant']} of {totals['tested']} compliant, "
            f"{totals['excluded']} excluded, {totals['not_yet_testable']} not yet testable"
        )


def judgements(as_of: date, known_on: date, staff_number: str | None) -> Iterator[Judgement]:
    """Of everybody in service on the day, or of one; raises CommandError with status 2."""
    people = Person.objects.in_service(as_of)
    if staff_number is not None:
        people = people.filter(staff_number__iexact=staff_number)
        if not people:
            sentence = f"Nobody with staff number {staff_number} is in service on {as_of}"
            raise CommandError(sentence, returncode=2)
    book = rulebook.in_force(settings.RULEBOOK, as_of)
    ids = list(people.order_by().values_list("pk", flat=True))
    for _, facts in facts_of(ids, grades=True):
        yield judge(facts, as_of, known_on, book)


def rows(values: dict[str, Any]) -> Iterator[tuple]:
    for person in values["people"]:
        who = tuple(person[key] for key in COLUMNS[:4])
        for key, measure in person["measures"].items():
            yield (*who, key, measure["status"], measure["next_due"], measure["why"])
