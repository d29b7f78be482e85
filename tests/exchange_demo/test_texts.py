"""What the demonstration says is written by nobody about nobody, and seldom twice."""

import re
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from exchange.demo.corpus import SLOT, VOICES, Writer, corpus, pool
from exchange.demo.grades import POINTS
from exchange.demo.writing import EVIDENCE_VOICES
from policy import rulebook
from policy.identifiable import find

BOOK = rulebook.load("plr-policy-2022")
TODAY = date(2026, 11, 20)
NO_TEXTS = ("names", "places", "slots")


def texts(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict | list):
        for entry in table.values() if isinstance(table, dict) else table:
            yield from texts(entry)


WRITTEN = [text for key, table in corpus().items() if key not in NO_TEXTS for text in texts(table)]


def test_there_is_much_to_choose_from():
    assert len(set(filter(None, WRITTEN))) == len([text for text in WRITTEN if text])
    assert len(WRITTEN) > 1000


@pytest.mark.parametrize("seed", range(3))
def test_nothing_in_the_texts_would_be_pointed_at_as_identifiable(seed):
    writer = Writer(Random(seed))

    marked = [
        filled
        for text in WRITTEN
        if find(filled := writer.fill(text), ["example.org"], today=TODAY, book=BOOK)
    ]

    assert marked == []


def test_the_check_for_identifiable_text_would_find_some():
    assert find("The child Mary Webster lives at SW1A 1AA", [], today=TODAY, book=BOOK)


def test_every_slot_is_filled_and_a_sentence_begins_with_a_capital():
    writer = Writer(Random(1))

    for text in filter(None, WRITTEN):
        filled = writer.fill(text)
        assert not SLOT.search(filled)
        assert not re.match(r"[a-z]", filled)


def test_every_role_speaks_in_every_section_that_it_has():
    assert VOICES.keys() == BOOK.roles.keys()
    for role, voices in VOICES.items():
        for part in BOOK.self_assessment_parts(role):
            for question in part.questions:
                assert pool(f"self_assessment.{question.key}", voices)
        for section in BOOK.record_sections(role):
            if section.kind in ("text", "case_samples"):
                assert pool(f"record.{section.key}", voices), (role, section.key)


def test_every_grade_of_every_standard_has_evidence_in_every_voice():
    for standard in BOOK.standards:
        assert pool(f"support.{standard}", ("any",))
        for voice in EVIDENCE_VOICES:
            for grade in POINTS:
                assert pool(f"evidence.{standard}.{voice}.{grade}")


def test_a_writer_uses_the_whole_pool_before_anything_comes_again():
    writer = Writer(Random(7), "family_court_adviser")
    number = len(pool("record.wellbeing", writer.voices))

    said = [writer.speak("record.wellbeing") for _ in range(2 * number)]

    assert len(set(said[:number])) == number
    assert said[number:] == said[:number]
