"""Who sees quality assurance: facts above the line, findings within it and for the author."""

from datetime import date

import pytest

from people.models import Person
from qai.models import (
    Audit,
    AuditContent,
    Observation,
    ObservationContent,
    SelfRegulationDecision,
)
from tests.qai.factories import AuditFactory, ObservationFactory, SelfRegulationDecisionFactory

pytestmark = pytest.mark.django_db

LINE = {"reportee", "manager"}
FACTS = {*LINE, "hop_of_area", "director", "hr"}
AUTHOR = "practice_supervisor"
PIECES = [
    (AuditFactory, "auditor", Audit, AuditContent),
    (ObservationFactory, "observer", Observation, ObservationContent),
]


def seen_by(model, pk, people) -> set[str]:
    return {
        visitor
        for visitor, person in people.items()
        if model.objects.visible_to(person).filter(pk=pk).exists()
    }


@pytest.mark.parametrize(("factory", "author", "facts", "contents"), PIECES)
def test_a_finalised_piece_is_for_its_author_and_the_line_its_facts_for_those_above(
    factory, author, facts, contents, world
):
    people = world.people
    piece = factory(person=people["reportee"], **{author: people[AUTHOR]})

    assert seen_by(facts, piece.pk, people) == {*FACTS, AUTHOR}
    assert seen_by(contents, piece.pk, people) == {*LINE, AUTHOR}


@pytest.mark.parametrize(("factory", "author", "facts", "contents"), PIECES)
def test_a_draft_is_its_authors_alone(factory, author, facts, contents, world):
    people = world.people
    piece = factory(person=people["reportee"], draft=True, **{author: people[AUTHOR]})

    assert seen_by(facts, piece.pk, people) == {AUTHOR}
    assert seen_by(contents, piece.pk, people) == {AUTHOR}


def test_a_decision_on_self_regulation_is_for_the_line_and_whoever_decided(world):
    people = world.people
    decision = SelfRegulationDecisionFactory(
        person=people["reportee"], decided_by=people["former_manager"]
    )

    assert seen_by(SelfRegulationDecision, decision.pk, people) == {*LINE, "former_manager"}


@pytest.mark.parametrize(("factory", "author", "facts", "contents"), PIECES)
def test_an_author_who_has_left_sees_nothing(factory, author, facts, contents):
    piece = factory()
    left = getattr(piece, author)
    Person.objects.filter(pk=left.pk).update(left=date(2026, 1, 31))

    for model in (facts, contents):
        assert not model.objects.visible_to(Person.objects.get(pk=left.pk)).exists()
