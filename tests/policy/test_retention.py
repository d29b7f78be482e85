"""How long records are kept: the first day on which they are listed for disposal."""

import shutil
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import rulebook
from policy.retention import last_start_listed, listed_from
from policy.rulebook import RulebookError, library


@pytest.mark.requirement("BURY-13f")
@pytest.mark.parametrize(
    ("left", "listed"),
    [
        (date(2024, 3, 31), date(2026, 4, 1)),
        (date(2028, 2, 29), date(2030, 3, 1)),
        (date(2024, 2, 28), date(2026, 3, 1)),
        (date(2024, 12, 31), date(2027, 1, 1)),
    ],
)
def test_what_a_leaver_leaves_is_listed_two_years_later(left, listed):
    kept = rulebook.load("plr-policy-2022").retention.kinds["supervision"]

    assert listed_from(left, kept.months) == listed


@given(
    on=st.dates(date(2010, 1, 1), date(2090, 1, 1)), months=st.integers(min_value=1, max_value=120)
)
def test_the_last_start_that_is_listed_is_followed_by_one_that_is_not(on, months):
    start = last_start_listed(on, months)

    assert listed_from(start, months) <= on
    assert listed_from(start + timedelta(days=1), months) > on


def test_every_kind_says_for_how_long_from_when_and_who_says_so():
    kinds = rulebook.load("plr-policy-2022").retention.kinds.values()

    assert all(kind.months and kind.source and kind.what for kind in kinds)
    assert {kind.key for kind in kinds if not kind.counts_from_leaving} == {
        "drafts",
        "notices",
        "sign_ins",
    }


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (("months = 36", "months = 35"), "person: goes before records about that person"),
        (("kinds.sign_ins", "kinds.cookies"), "is no kind of record"),
        (("months = 12", "months = 0"), "0 is out of reach"),
    ],
)
def test_periods_that_do_not_fit_together_are_refused(tmp_path, edit, problem):
    folder = shutil.copytree(library.RULEBOOKS / "plr-policy-2022", tmp_path / "copy")
    path = folder / "retention.toml"
    before, after = edit
    last = path.read_text().rsplit(before, 1)
    path.write_text(after.join(last))

    with pytest.raises(RulebookError, match=problem):
        library.read(folder)
