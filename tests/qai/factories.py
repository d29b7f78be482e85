"""Pieces of quality assurance with their contents: `AuditFactory(person=..., grade="met")`."""

from datetime import date

import factory

from qai.models import (
    Audit,
    AuditContent,
    Observation,
    ObservationContent,
    SelfRegulationDecision,
)
from tests.factories import PersonFactory


class AuditFactory(factory.django.DjangoModelFactory):
    """A full audit for supervision, finalised on the day on which it was completed."""

    class Meta:
        model = Audit
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(finalised_on=None)

    person = factory.SubFactory(PersonFactory)
    auditor = factory.SubFactory(PersonFactory, role="service_manager")
    completed_on = date(2026, 9, 14)
    case_reference = factory.Sequence("C{:05}".format)
    tool = "full"
    format = "normal"
    finalised_on = factory.SelfAttribute("completed_on")

    @factory.post_generation
    def grade(audit, create, extracted, **kwargs):
        found = AuditContent(
            audit=audit,
            grade=extracted or "good",
            strengths="The child’s wishes lead the plan.",
            learning="Name the contingency.",
        )
        AuditContent.objects.bulk_create([found])


class ObservationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Observation
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(finalised_on=None)

    person = factory.SubFactory(PersonFactory)
    observer = factory.SubFactory(PersonFactory, role="service_manager")
    observed_on = date(2026, 9, 21)
    setting = "court"
    finalised_on = factory.SelfAttribute("observed_on")

    @factory.post_generation
    def grade(observation, create, extracted, **kwargs):
        found = ObservationContent(
            observation=observation, grade=extracted or "good", strengths="Calm and clear."
        )
        ObservationContent.objects.bulk_create([found])


class SelfRegulationDecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SelfRegulationDecision

    person = factory.SubFactory(PersonFactory)
    decided_on = date(2026, 9, 7)
    outcome = "approved"
    decided_by = factory.SubFactory(PersonFactory, role="service_manager")
