"""Whoever may not write, delete, finalise, answer or amend a piece of work changes nothing."""

import pytest
from django.urls import reverse

from people.models import Reading
from tests.qai.writing import BODY, facts_typed, page, typed
from tests.stored import rows_of
from tests.supervision.test_refusals import STRANGERS
from tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

OF_A_PIECE = {
    "drafted": ["facts", "write", "write_draft", "check", "drop"],
    "together": ["facts", "write", "write_draft", "check", "drop"],
    "audited": ["acknowledge", "amend_begin", "drop"],
    "amended": ["amend", "amend_draft", "amend_drop"],
    "observed": ["acknowledge", "amend_begin"],
}
OTHERS = ["manager", *(visitor for visitor in STRANGERS if visitor != "practice_supervisor")]


def urls_of(world) -> list[str]:
    pieces = world.pieces
    urls = [page(name, pieces[state]) for state, names in OF_A_PIECE.items() for name in names]
    parts = [
        reverse(f"qai:{name}", args=[pieces["together"].pk]) for name in ("part", "part_draft")
    ]
    return [*urls, *parts]


def sent(world) -> dict[str, object]:
    words = {"words": "x", "amendment_reason": "x", "domains-safety": "x", "then": "hand-over"}
    return {**facts_typed(), **typed(world.pieces["drafted"], **BODY), **words}


@pytest.mark.parametrize("stranger", OTHERS)
@pytest.mark.published_break(7, 18, 27)
def test_whoever_may_not_changes_nothing_anywhere(stranger, world):
    before, client = rows_of("qai"), signed_in(world.people[stranger])

    answers = {url: client.post(url, sent(world)).status_code for url in urls_of(world)}

    assert set(answers.values()) <= {403, 404}
    assert rows_of("qai") == before
    assert not Reading.objects.exists()


def test_the_control_whoever_may_changes_something_at_each(world):
    before, client = rows_of("qai"), signed_in(world.people["practice_supervisor"])

    answers = [client.post(url, sent(world)).status_code for url in urls_of(world)]

    assert answers.count(302) + answers.count(200) > len(answers) / 2
    assert rows_of("qai") != before


def test_a_person_never_writes_an_audit_of_their_own_work_that_was_loaded_so(world):
    audit = world.pieces["drafted"]
    type(audit).objects.filter(pk=audit.pk).update(auditor=world.reportee)
    client = signed_in(world.reportee)

    answers = [
        client.post(page(name, audit), sent(world)).status_code for name in ("write", "check")
    ]

    assert answers == [403, 403]
