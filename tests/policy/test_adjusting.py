"""An edited copy of a rule file is checked like the file itself, and judges by what it says."""

from dataclasses import replace

import pytest

from policy import rulebook
from policy.judge import judge
from policy.rulebook import Rulebook, RulebookError
from policy.rulebook.adjusting import Changes, adjusted, differences, settings_of, with_file
from policy.rulebook.library import RULEBOOKS
from tests.policy.people import NOW, audits, away, day, plrs, somebody

NAME = "plr-policy-2022"
BOOK = rulebook.load(NAME)
AUDITS = ("measures", "case_file_audit", "rules", "1")
FILE = (RULEBOOKS / NAME / "compliance.toml").read_text()
MANY = "".join(
    f'[measures.m{number}]\ntitle = "M"\ncounts = "plr"\nthing = "M"\nthings = "M"\n'
    'clause = "AMB-01"\nrules = []\n'
    for number in range(31)
)
# The last audit was four months before 1 May 2026.
AUDITED = somebody(
    audits=audits("C 2025-06-01", "N 2025-07-01", "C 2025-12-01", "N 2026-01-01"),
    plrs=plrs("2025-08-01", "2025-11-01", "2026-02-01", "2026-04-28"),
)


def status(book: Rulebook, measure: str, as_of: str = "2026-05-01") -> str:
    return judge(AUDITED, day(as_of), NOW, book).measures[measure].status


def test_audits_every_six_months_put_right_who_was_late_by_three() -> None:
    variant = adjusted(NAME, {(*AUDITS, "every"): 6})

    columns = variant.measures["case_file_audit"].rules[0].columns

    assert [(c.months, c.required) for c in columns.values()] == [(6, 1), (12, 2)]
    assert status(BOOK, "case_file_audit") == "non_compliant"
    assert status(variant, "case_file_audit") == "compliant"


def test_nothing_but_what_was_asked_for_is_otherwise() -> None:
    book = rulebook.load(NAME)

    variant = adjusted(NAME, {(*AUDITS, "every"): 6})

    assert list(differences(BOOK, variant)) == []
    assert status(variant, "plr") == status(BOOK, "plr")
    assert rulebook.load(NAME) is book


def test_a_window_without_months_is_dropped() -> None:
    variant = adjusted(NAME, {(*AUDITS, "columns", "3m", "months"): None})

    assert list(variant.measures["case_file_audit"].rules[0].columns) == ["6m", "9m", "12m"]


@pytest.mark.parametrize(("grace", "found"), [(0, "non_compliant"), (30, "compliant")])
def test_amb_04_days_of_grace_after_a_due_date_are_in_time(grace: int, found: str) -> None:
    variant = adjusted(NAME, {("windows", "grace_days"): grace})

    assert status(variant, "case_file_audit", "2026-04-20") == found


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("shortest", "compliant"),
        ("longest", "non_compliant"),
        ("all", "non_compliant"),
        ("shortest_and_longest", "non_compliant"),
    ],
)
def test_amb_02_the_columns_that_decide_are_as_the_policy_says(headline: str, found: str) -> None:
    book = replace(BOOK, windows=replace(BOOK.windows, headline=headline))
    person = somebody(plrs=plrs("2026-02-01", "2026-04-28"))

    assert judge(person, day("2026-05-01"), NOW, book).measures["plr"].status == found


def test_amb_34_a_longer_absence_before_somebody_is_left_out() -> None:
    variant = adjusted(NAME, {("exclusions", "long_absence_days"): 28})
    person = somebody(absences=(away("2026-04-10"),))

    excluded = [judge(person, day("2026-05-01"), NOW, book).exclusion for book in (BOOK, variant)]

    assert [bool(exclusion) for exclusion in excluded] == [True, False]
    assert list(differences(BOOK, variant)) == [(("exclusions", "long_absence_days"), "20", "28")]


def test_every_setting_holds_the_value_of_the_file_and_its_clause() -> None:
    settings = list(settings_of(BOOK))

    same = adjusted(NAME, {s.path: s.value for s in settings if s.value is not None})

    assert list(differences(BOOK, same)) == []
    assert same.measures == BOOK.measures
    assert all(setting.clause for setting in settings)


def test_an_edited_file_takes_the_place_of_its_tables() -> None:
    variant = with_file(NAME, FILE.replace("grace_days = 0", "grace_days = 5"), "edited.toml")

    assert list(differences(BOOK, variant)) == [(("windows", "grace_days"), "0", "5")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({(*AUDITS, "columns", "3m", "months"): 8}, "not from short to long. Order them"),
        ({(*AUDITS, "columns", "3m", "required"): 0}, "0 is out of reach. Write a number from 1"),
        ({(*AUDITS, "columns", "12m", "required"): 9}, "9 can never count, at 2 of each format"),
        ({("exclusions", "returner_months"): 999}, "999 is out of reach. Write a number from 0"),
        ({(*AUDITS, "every"): 24}, "One every 24 months is no interval. Write a number"),
    ],
)
def test_a_number_that_cannot_be_is_told_the_key_and_the_cure(changes: Changes, said: str) -> None:
    with pytest.raises(RulebookError) as refused:
        adjusted(NAME, changes)

    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FILE + "[windows2]\nx = 1\n", "windows2: changes nobody’s standing. Remove it"),
        (FILE.replace("grace_days", "grace_day"), "windows.grace_day: is not a known key. Remove"),
        (FILE.replace('clause = "P22-C1"\n', "", 1), "measures.plr.clause: is missing. Add"),
        (FILE.replace('groups = ["senior_m', 'groups = ["practice", "senior_m'), "two rules for"),
        (
            FILE + "[measures.x.rules.columns]\n3m = { months = 3 }\n",
            "measures.x.title: is missing",
        ),
        (FILE.replace('groups = ["corporate"]\n', "", 1), "rules.4: is for nobody. Name roles"),
        (FILE + MANY, "measures: 36 are too many to judge by. Keep 30 at most"),
        (FILE.replace("[duties.return_plr]", "[duties.back]"), "'return_plr' is no duty that is"),
        (FILE.replace("[measures.plr]", "[measures.plr"), "not valid TOML"),
        ("a = " + "[" * 9000, "nested too deeply"),
        ("[windows]\nx = " + "9" * 5000, "a number is too long. Shorten it"),
        ('[roles.x]\ntitle = "X"\n', "roles.x.short: is missing"),
    ],
)
def test_a_broken_edited_file_is_told_file_key_and_cure(text: str, said: str) -> None:
    with pytest.raises(RulebookError) as refused:
        with_file(NAME, text, "edited.toml")

    assert str(refused.value).startswith("edited.toml: ")
    assert said in str(refused.value)


def test_a_role_in_which_people_are_posted_stays() -> None:
    text = (RULEBOOKS / NAME / "roles.toml").read_text()
    start, end = text.index("[roles.corporate]"), text.index("[roles.corporate_manager]")

    with pytest.raises(RulebookError, match=r"roles\.corporate: is missing, and in use\. Keep it"):
        with_file(NAME, text[:start] + text[end:], "roles.toml")
