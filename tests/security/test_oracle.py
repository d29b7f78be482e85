"""Who may read what, asked of the application and of the oracle, in organisations by chance."""

from datetime import datetime
from random import Random

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from people.models import Person
from supervision.models import FeedbackAnswer, SelfAssessment
from tests.security.oracle import readers_of
from tests.security.organisations import Organisation
from tests.security.ties import stored

pytestmark = [pytest.mark.django_db, pytest.mark.security]

IN_THE_SUITE = 6
THOROUGH = 200
ASKED = [
    "supervision.SelfAssessment",
    "supervision.Record",
    "supervision.Amendment",
    "supervision.ActionContent",
    "supervision.GeneralMeetingContent",
    "supervision.MeetingAmendment",
    "supervision.MeetingDraft",
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


def by_the_oracle(labels: list[str], now: datetime) -> Pairs:
    rows = stored(now)
    return {
        (label, reader, row[apps.get_model(label)._meta.pk.attname])
        for label in labels
        for row in rows.of(label)
        for reader in readers_of(rows, label, row)
    }


def differences(seed: int, labels: list[str] = ASKED) -> tuple[Pairs, int]:
    """In one organisation, which is then gone; and how many pairs were compared."""
    with transaction.atomic():
        organisation = Organisation(Random(seed))
        mine, theirs = by_the_application(labels), by_the_oracle(labels, organisation.now)
        transaction.set_rollback(True)
    return mine ^ theirs, len(theirs)


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
