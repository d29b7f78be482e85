"""What is told of a run must be true: a loss is seen, and what was kept is not called lost."""

import pytest

from crowd.cast import numbers
from crowd.figures import percentile, row
from crowd.ledger import Found, Page, balance, entry
from drills.results import Played
from drills.rows import ROWS, missing_tests
from drills.web.outcome import Outcome, answers_clearly, fails_nobody, keeps_all
from drills.whole import lines


def page(*, sent: int, saved: int) -> Page:
    return Page(before=3, sent=sent, saved=saved)


@pytest.mark.parametrize(
    ("sent", "saved", "version", "kept"),
    [
        pytest.param(5, 5, 8, 5, id="all was answered"),
        pytest.param(6, 5, 9, 6, id="the last came without an answer"),
        pytest.param(0, 0, 3, 0, id="nothing was typed"),
    ],
)
def test_what_is_there_is_not_called_lost(sent, saved, version, kept):
    text = entry(kept) if kept else "What stood there before"

    assert balance([(page(sent=sent, saved=saved), Found(version, text))]).holds


@pytest.mark.parametrize(
    ("found", "lost", "twice", "mangled"),
    [
        pytest.param(Found(8, entry(3)), 2, 0, 0, id="an older text"),
        pytest.param(Found(6, entry(5)), 2, 0, 0, id="fewer saves than were answered"),
        pytest.param(Found(10, entry(5)), 0, 2, 0, id="more saves than were sent"),
        pytest.param(Found(8, entry(5)[:-1]), 0, 0, 1, id="half a text"),
        pytest.param(Found(8, ""), 5, 0, 0, id="nothing"),
    ],
)
def test_what_is_wrong_is_seen(found, lost, twice, mangled):
    kept = balance([(page(sent=5, saved=5), found)])

    assert (kept.lost, kept.twice, len(kept.mangled)) == (lost, twice, mangled)


def test_a_percentile_is_a_value_that_was_measured():
    values = [float(number) for number in range(1, 101)]

    assert [percentile(values, share) for share in (0.5, 0.95, 0.99, 1)] == [50, 95, 99, 100]
    assert percentile([], 0.95) == 0


def test_a_row_shows_places_only_where_there_are_any():
    assert row("all", (1200, 3.14159, "none"), width=5).split() == ["all", "1,200", "3.1", "none"]


def test_of_fifty_people_each_journey_has_some_and_all_are_there():
    found = numbers(50)

    assert sum(found.values()) == 50
    assert min(found.values()) >= 2


def test_an_error_is_told_from_a_request_to_come_again():
    kept = balance([(page(sent=5, saved=5), Found(8, entry(5)))])
    asked, failed = (Outcome(kept, 2, broken, 0.5, 1.0) for broken in (0, 1))

    assert (keeps_all(failed), answers_clearly(asked)) == ("", "")
    assert fails_nobody(asked) == "2 asked to come again"
    assert answers_clearly(failed) == "1 errors without a clear page"


def test_each_of_the_22_threats_names_what_is_there():
    assert list(ROWS) == list(range(1, 23))
    assert missing_tests() == []
    assert all(row.played or row.held or row.command for row in ROWS.values())


def test_the_table_says_what_was_not_played_and_which_control_did_no_harm():
    played = Played("deploys", "A new release", 900, 0, 0, 1.2, "", "an orderly end", "")

    text = "\n".join(lines({"deploys": played}))

    assert "NO HARM: shows nothing" in text
    assert "worker-killed: not played" in text
