"""demo_data: only in a demonstration, and only where nobody else's data are."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.management import CommandError
from django.utils import timezone

from exchange.demo.lines import as_json, life_lines, organisation_lines
from exchange.demo.lives import live
from exchange.demo.organisation import FEWEST
from exchange.demo.recruiting import recruit
from exchange.importing import run_import
from people.models import Person
from policy import rulebook
from supervision.models import PLR
from tests.exchange_demo.conftest import demo_data
from tests.factories import PersonFactory

BOOK = rulebook.load("plr-policy-2022")


@pytest.mark.django_db
def test_it_refuses_where_the_site_is_no_demonstration(settings):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="This site is no demonstration"):
        demo_data()

    assert not Person.objects.exists()


@pytest.mark.django_db
def test_it_refuses_where_other_peoples_data_are(in_demonstration):
    PersonFactory()

    with pytest.raises(CommandError, match="holds an organisation already"):
        demo_data()

    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_where_it_may_it_leaves_other_peoples_data_in_peace(in_demonstration):
    PersonFactory()

    assert "no demonstration is loaded" in demo_data("--if-empty")
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason"),
    [(("--people", "30"), "needs 120 people"), (("--years", "0"), "between 1 and 10 years")],
)
def test_it_says_which_sizes_it_can_make(in_demonstration, words, reason):
    with pytest.raises(CommandError, match=reason):
        demo_data(*words)


@pytest.mark.django_db
def test_an_interruption_leaves_nothing_half(in_demonstration, monkeypatch):
    def interrupt(**facts):
        raise KeyboardInterrupt

    monkeypatch.setattr("exchange.demo.loading.invite_all", interrupt)

    with pytest.raises(KeyboardInterrupt):
        demo_data("--people", str(FEWEST), "--years", "1")

    assert not Person.objects.exists()
    assert not PLR.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 12, 25, 12, tzinfo=UTC),
        datetime(2027, 1, 3, 12, tzinfo=UTC),
        datetime(2028, 2, 29, 12, tzinfo=UTC),
    ],
    ids=["Christmas", "a Sunday in January", "29 February"],
)
def test_the_import_accepts_it_on_any_day(now):
    organisation = recruit(people=FEWEST, years=1, seed=3, today=timezone.localdate(now))
    lines = list(organisation_lines(organisation))
    for one in organisation.members:
        lines += life_lines(live(one, organisation, BOOK))
    file = BytesIO(b"".join(as_json(line) for line in lines))

    report = run_import(file, db="default", book=BOOK, now=now, dry_run=True)

    assert report.problems == []
    assert {warning.reason for warning in report.warnings} == {
        f"{member.staff_number} has no line manager"
        for member in organisation.members
        if member.left is None and member.manager_on(now.date()) is None
    }
