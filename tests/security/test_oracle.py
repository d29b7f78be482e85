"""Who may read what, asked of the application and of the oracle, in organisations by chance."""

from datetime import datetime
from random import Random

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from people.models import Person
from people.walls import answer_for
from qai.models import Audit, Observation
from supervision.models import PLR, Action, FeedbackAnswer, SelfAssessment
from tests.as_asked import held_by_the_wall
from tests.security.oracle import readers_of
from tests.security.organisations import Organisation
from tests.security.ties import active, stored

pytestmark = [pytest.mark.django_db, pytest.mark.security, pytest.mark.thorough]

IN_THE_SUITE = 6
THOROUGH = 200
ASKED = [
    "people.BreakGlassReason",
    "supervision.SelfAssessment",
    "supervision.Record",
    "supervision.Amendment",
    "supervision.ActionContent",
    "supervision.GeneralMeetingContent",
    "supervision.MeetingAmendment",
    "supervision.MeetingDraft",
    "supervision.FeedbackQuestion",
    "supervision.FeedbackAnswer",
    "supervision.AgreedInterval",
    "supervision.SupportNeed",
    "qai.AuditContent",
    "qai.ObservationContent",
    "qai.AuditAmendment",
    "qai.AuditPart",
    "qai.SelfRegulationReason",
]
Pairs = set[tuple[str, int, object]]


def by_the_application(labels: list[str]) -> Pairs:
    return {
        (label, person.pk, pk)
        for person in Person.objects.all()
        for label in labels
        for pk in apps.get_model(label).objects.visible_to(person).values_list("pk", flat=True)
    }


def by_the_second_wall(labels: list[str], now: datetime) -> Pairs:
    """What PostgreSQL gives where nobody asks `visible_to`, to those who can sign in at all."""
    found: Pairs = set()
    for person in sorted(active(stored(now))):
        with held_by_the_wall():
            answer_for(person, on=timezone.localdate(now))
            for label in labels:
                rows = apps.get_model(label)._base_manager.values_list("pk", flat=True)
                found |= {(label, person, pk) for pk in rows}
    return found


def by_the_oracle(labels: list[str], now: datetime) -> Pairs:
    rows = stored(now)
    return {
        (label, reader, row[apps.get_model(label)._meta.pk.attname])
        for label in labels
        for row in rows.of(label)
        for reader in readers_of(rows, label, row)
    }


def actions_with_their_records(read: Pairs) -> Pairs:
    """The wall gives the actions of a PLR to whoever reads its record: they stand on its page."""
    records = {(reader, plr) for label, reader, plr in read if label == "supervision.Record"}
    set_in = Action.objects.exclude(plr=None).values_list("pk", "plr")
    return {
        ("supervision.ActionContent", reader, pk)
        for pk, plr in set_in
        for reader, record in records
        if record == plr
    }


def pieces_of_the_period() -> Pairs:
    """And what was finalised of a reportee to whoever stands in: it is on the prepare page."""
    leads = PLR.objects.open().filter(stand_in=True).values_list("led_by", "reportee")
    return {
        (f"qai.{kind.__name__}Content", leader, pk)
        for kind in (Audit, Observation)
        for leader, reportee in leads
        for pk in kind.objects.finalised().filter(person=reportee).values_list("pk", flat=True)
    }


def differences(seed: int, labels: list[str] = ASKED) -> tuple[Pairs, int]:
    """In one organisation, which is then gone; and how many pairs were compared."""
    with transaction.atomic():
        organisation = Organisation(Random(seed))
        mine, theirs = by_the_application(labels), by_the_oracle(labels, organisation.now)
        transaction.set_rollback(True)
    return mine ^ theirs, len(theirs)


@pytest.mark.published_break(1, 2, 3, 7, 11, 18, 20, 47)
def test_the_second_wall_and_the_oracle_say_the_same(thorough, record_property):
    seeds, pairs = range(THOROUGH // 4 if thorough else 2), 0

    for seed in seeds:
        with transaction.atomic():
            organisation = Organisation(Random(seed))
            mine = by_the_second_wall(ASKED, organisation.now)
            theirs = by_the_oracle(ASKED, organisation.now)
            beside = actions_with_their_records(theirs) | pieces_of_the_period()
            theirs |= beside & mine
            transaction.set_rollback(True)
        assert mine ^ theirs == set()
        pairs += len(theirs)

    figures = {"organisations": len(seeds), "pairs of reader and record": pairs, "different": 0}
    record_property("second wall", figures)


@pytest.mark.published_break(1, 2, 3, 7, 11, 18, 20, 47)
def test_the_application_and_the_oracle_say_the_same(thorough, record_property):
    compared = []

    @examples(
        max_examples=THOROUGH if thorough else IN_THE_SUITE,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**32))
    def each(seed):
        different, pairs = differences(seed)

        assert different == set()
        compared.append(pairs)

    each()
    figures = {
        "compared": len(compared),
        "pairs of reader and record": sum(compared),
        "different": 0,
    }
    record_property("organisations by chance", figures)


FAULTS = {
    "who once was the line manager": (
        SelfAssessment,
        lambda person: Q(plr__reportee__lines__manager=person),
    ),
    "unnamed answers that are too few": (
        FeedbackAnswer,
        lambda person: Q(request__plr__reportee__in=person.reach.reports),
    ),
}


@pytest.mark.published_break(1, 2, 3, 7, 11, 18, 20, 47, control=True)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_control_a_rule_with_a_fault_is_found(fault, monkeypatch):
    model, wrong = FAULTS[fault]
    manager = model.objects
    monkeypatch.setattr(manager, "visible_to", lambda person: manager.filter(wrong(person)))

    found = (differences(seed, [model._meta.label])[0] for seed in range(9))

    assert any(found)
