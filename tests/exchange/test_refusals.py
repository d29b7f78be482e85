"""Every way in which a line is refused: its number, its key and the reason in plain words."""

import pytest

from tests.exchange.files import (
    TEAM,
    absence,
    audit,
    decision,
    import_lines,
    line,
    meeting,
    observation,
    person,
    plr,
    posting,
    problems,
    supervision,
    unit,
)

pytestmark = pytest.mark.django_db
GRANT = {"type": "grant", "staff_number": "S1", "grant": "hr"}
MATTER = {
    "type": "performance_matter",
    "staff_number": "S1",
    "start": "2026-01-05",
    "kind": "formal",
}


def without(line, key):
    return {name: value for name, value in line.items() if name != key}


# The seventh line of a file whose first six are a team, and what is said of it.
LINES = {
    "an unknown type": ({"type": "payslip"}, "type: “payslip” is not one of: organisation, unit"),
    "no type": ({"staff_number": "S1"}, "type: is missing"),
    "an unknown key": (person("S2", colour="red"), "colour: is not a key of person: staff_number"),
    "a required key that is missing": (without(person("S2"), "joined"), "joined: is missing"),
    "a required key that is null": (person("S2", name=None), "name: is missing"),
    "a blank name": (person("S2", name="\u00a0\u200b"), "name: is empty"),
    "a name with a hidden turn": (person("S2", name="Ann\u202enosbiG"), "name: holds a hidden"),
    "a name of 201 letters": (person("S2", name="x" * 201), "name: is longer than 200"),
    "a control character": (person("S2", name="Ann\u0000"), "name: holds a control character"),
    "half a character": (person("S2", name="Ann\ud800"), "name: holds a control character or half"),
    "a name that is a number": (person("S2", name=7), "name: is not text in quotes"),
    "an address with two @": (person("S2", email="a@b@example.org"), "email: is not an email"),
    "an address over two lines": (person("S2", email="a@b.org\nc"), "email: is not an email"),
    "a staff number that is a number": (
        person("S2", staff_number=123),
        "staff_number: is a number: put it in quotes",
    ),
    "a staff number that Excel changed": (
        person("1.23E+05"),
        "staff_number: 1.23E+05 looks like a number that Excel changed",
    ),
    "a date of another order": (
        person("S2", joined="27/03/2026"),
        "joined: “27/03/2026” is not a date: write it as 2026-03-27",
    ),
    "a date that Excel changed": (person("S2", joined=46000), "joined: is a number, as Excel"),
    "a date that does not exist": (
        person("S2", joined="2027-02-29"),
        "joined: 2027-02-29 is not a real date",
    ),
    "a date in other digits": (person("S2", joined="2026-0٣-01"), "joined: “2026-0٣-01” is not"),
    "an open end as 9999": (posting(end="9999-12-31"), "end: 9999-12-31 is not between 1900 and"),
    "yes for true": (
        person("S2", social_work_qualified="yes"),
        "social_work_qualified: is neither true nor false",
    ),
    "leaving before joining": (
        person("S2", left="2019-12-31"),
        "left: 2019-12-31 is before joined 2020-01-06",
    ),
    "a role that nobody has": (
        posting(start="2026-01-05", role="admin"),
        "role: “admin” is not one of: family_court_adviser",
    ),
    "an employment type outside the list": (
        posting(start="2026-01-05", employment_type="temp"),
        "employment_type: “temp” is not one of: employed",
    ),
    "a unit that does not exist": (
        posting("M1", start="2019-01-05", end="2019-02-01", unit="T9"),
        "unit: no unit has the code T9",
    ),
    "a parent that does not exist": (unit("T2", parent="T9"), "parent: no unit has the code T9"),
    "a unit above itself": (unit("T2", parent="T2"), "parent: is the unit itself"),
    "a kind of unit outside the list": (unit("T2", kind="desk"), "kind: “desk” is not one of"),
    "a manager who does not exist": (
        line("M1", "M9"),
        "manager: nobody has the staff number M9",
    ),
    "a manager in other capitals": (
        line("M1", "s1"),
        "manager: nobody has the staff number s1 (S1 exists",
    ),
    "managing oneself": (line("M1", "M1"), "manager: nobody manages themself"),
    "supervising oneself": (
        supervision("S1"),
        "supervisor: nobody supervises themself",
    ),
    "an end before the start": (
        posting("M1", start="2019-03-01", end="2019-02-01"),
        "end: 2019-02-01 is before start 2019-03-01",
    ),
    "a grant outside the list": ({**GRANT, "grant": "root"}, "grant: “root” is not one of: hr"),
    "a grant that ends before its holder joined": (
        {**GRANT, "end": "2019-01-01"},
        "end: 2019-01-01 is before the joining on 2020-01-06",
    ),
    "a kind of absence outside the list": (absence(kind="gym"), "kind: “gym” is not one of"),
    "a return on the last day away": (
        absence(end="2026-03-06", returned_on="2026-03-06"),
        "returned_on: 2026-03-06 is not after end 2026-03-06",
    ),
    "a return before the absence": (
        absence(returned_on="2026-03-01"),
        "returned_on: 2026-03-01 is not after start 2026-03-02",
    ),
    "a kind of matter outside the list": ({**MATTER, "kind": "odd"}, "kind: “odd” is not one of"),
    "a PLR led by its reportee": (plr(led_by="S1"), "led_by: nobody leads their own PLR"),
    "a status outside the list": (plr(status="done"), "status: “done” is not one of: scheduled"),
    "a PLR held in the future": (
        plr(status="held", held_on="2099-01-05"),
        "held_on: 2099-01-05 is later than today",
    ),
    "a finalised PLR without its day": (
        without(plr(), "finalised_on"),
        "finalised_on: is missing: a finalised PLR needs it",
    ),
    "a PLR finalised before it was held": (
        plr(finalised_on="2026-06-09"),
        "finalised_on: 2026-06-09 is before held_on 2026-06-10",
    ),
    "a standard outside the list": (plr(standards={"speed": "good"}), "standards: “speed” is not"),
    "a grade outside the list": (plr(standards={"safe": "B"}), "standards: “B” is not one of"),
    "standards in a list": (plr(standards=["safe"]), "standards: is not an object"),
    "an overall grade outside the list": (plr(overall_grade="B"), "overall_grade: “B” is not one"),
    "an action without an owner": (
        plr(actions=[{"description": "Read", "due": "2026-08-01"}]),
        "actions: 1: owner: is missing",
    ),
    "an action of a stranger": (
        plr(actions=[{"description": "Read", "due": "2026-08-01", "owner": "S9"}]),
        "actions: nobody has the staff number S9",
    ),
    "an action with a key of its own": (
        plr(actions=[{"description": "Read", "due": "2026-08-01", "owner": "S1", "cost": 1}]),
        "actions: 1: cost: is not a key of action",
    ),
    "an action done in the future": (
        plr(
            actions=[
                {
                    "description": "Read",
                    "due": "2026-08-01",
                    "owner": "S1",
                    "done_on": "2099-01-05",
                }
            ]
        ),
        "actions: 1: done_on: 2099-01-05 is later than today",
    ),
    "actions that are not a list": (plr(actions="Read"), "actions: is not a list"),
    "a meeting in the future": (meeting(held_on="2099-01-05"), "held_on: 2099-01-05 is later"),
    "a kind of meeting outside the list": (meeting(kind="chat"), "kind: “chat” is not one of"),
    "an audit in the future": (audit(completed_on="2099-01-05"), "completed_on: 2099-01-05 is"),
    "a supervision audit without a format": (
        without(audit(), "format"),
        "format: is missing: a full-tool supervision audit is normal or collaborative",
    ),
    "a tool outside the list": (audit(tool="hammer"), "tool: “hammer” is not one of: full"),
    "a source outside the list": (audit(source="press"), "source: “press” is not one of"),
    "an observation in the future": (observation(observed_on="2099-01-05"), "observed_on: 2099-"),
    "a setting outside the list": (observation(setting="pub"), "setting: “pub” is not one of"),
    "an observation finalised before it was made": (
        observation(finalised_on="2026-05-04"),
        "finalised_on: 2026-05-04 is before observed_on 2026-05-05",
    ),
    "a decision in the future": (decision(decided_on="2099-01-05"), "decided_on: 2099-01-05 is"),
    "an outcome outside the list": (decision(outcome="maybe"), "outcome: “maybe” is not one of"),
    "the same person again": (person("S1"), "staff_number: the same person as on line 4: S1"),
    "the same posting again": (posting(), "staff_number: the same posting as on line 5: S1, 2020"),
    "a person in other capitals": (
        person("s1", email="other@example.org"),
        "staff_number: s1 differs only by case from S1 on line 4",
    ),
    "an address that two people have": (
        person("S2", email="S1@example.org"),
        "email: is also the address of S1 on line 4",
    ),
    "a posting that overlaps another": (
        posting(start="2025-01-06"),
        "start: overlaps the posting from 2020-01-06 without an end, on line 5",
    ),
    "a posting that another overlaps": (
        posting(start="2019-01-07", end="2020-01-06"),
        "start: overlaps",
    ),
    "a reporting line that overlaps another": (
        line(start="2025-01-06"),
        "start: overlaps the reporting line from 2020-01-06 without an end, on line 6",
    ),
    "a loop of two": (
        line("M1", "S1"),
        "manager: goes round in a loop on 2020-01-06: M1 → S1 → M1",
    ),
}


@pytest.mark.parametrize(("bad", "said"), LINES.values(), ids=LINES.keys())
@pytest.mark.bad_input(12, 16, 17, 18, 27, 31, 32, 33, 34, 36, 40)
def test_refused(bad, said):
    report = import_lines([*TEAM, bad])

    assert [reason for reason in problems(report) if said in reason], problems(report)
    assert not report.written


def test_the_lines_around_the_bad_ones_are_good():
    """The control of all refusals above."""
    others = [absence(), MATTER, plr(), meeting(), audit(), observation(), decision(), GRANT]

    report = import_lines([*TEAM, *others, supervision("M1")])

    assert problems(report) == []
    assert report.written


def test_a_code_of_digits_around_an_e_is_no_number_of_excel():
    report = import_lines([unit("4E2"), person("12E07")])

    assert problems(report) == []


@pytest.mark.bad_input(34)
def test_each_line_of_a_loop_is_refused_and_the_loop_printed():
    people = [person(number) for number in ("A", "B", "C")]
    loop = [line("A", "B"), line("B", "C", start="2021-01-04"), line("C", "A")]

    report = import_lines([*people, *loop])

    assert problems(report) == [
        "line 4: manager: goes round in a loop on 2021-01-04: A → B → C → A",
        "line 5: manager: goes round in a loop on 2021-01-04: B → C → A → B",
        "line 6: manager: goes round in a loop on 2021-01-04: C → A → B → C",
    ]


def test_a_manager_who_later_reports_to_their_reportee_is_no_loop():
    people = [person("A"), person("B")]

    report = import_lines(
        [*people, line("A", "B", end="2021-12-31"), line("B", "A", start="2022-01-01")]
    )

    assert problems(report) == []


def test_a_post_in_a_unit_that_is_refused_is_no_problem_of_its_own():
    report = import_lines([posting(), person(), unit("T1", parent="T9")])

    assert problems(report) == ["line 3: parent: no unit has the code T9"]


def test_units_that_hang_on_each_other_in_a_ring_are_refused():
    report = import_lines([unit("A", parent="B"), unit("B", parent="A")])

    assert "line 1: parent: goes round in a loop: A → B → A" in problems(report)


@pytest.mark.bad_input(34)
def test_a_line_to_a_manager_who_has_left_is_refused():
    left = person("M1", left="2024-05-31")

    open_line = import_lines([left, person("S1"), line("S1", "M1")])
    ended = import_lines([left, person("S1"), line("S1", "M1", end="2024-05-31")])

    assert problems(open_line) == ["line 3: manager: M1 left on 2024-05-31, before this line ends"]
    assert ended.written


@pytest.mark.bad_input(17)
def test_absences_of_one_person_do_not_overlap():
    report = import_lines(
        [*TEAM, absence(end="2026-03-20"), absence(start="2026-03-20", end="2026-03-27")]
    )

    assert problems(report) == [
        "line 8: start: overlaps the absence from 2026-03-02 to 2026-03-20, on line 7"
    ]


def test_an_absence_of_which_the_return_alone_is_known_ends_before_it():
    report = import_lines(
        [*TEAM, absence(returned_on="2026-03-09"), absence(start="2026-03-09", end="2026-03-13")]
    )

    assert problems(report) == []


def test_two_practice_supervisors_at_once_are_no_overlap_and_the_same_twice_is():
    people = [person("P1"), person("P2")]
    again = supervision("P1", start="2021-01-04")

    report = import_lines([*TEAM, *people, supervision("P1"), supervision("P2"), again])

    assert [problem.line for problem in report.problems] == [11]
    assert "overlaps the practice supervision from 2020-01-06" in problems(report)[0]


@pytest.mark.bad_input(32)
def test_a_staff_number_without_its_zeros_is_pointed_at():
    report = import_lines([person("00123"), person("S1"), line("S1", "123")])

    assert problems(report) == [
        "line 3: manager: nobody has the staff number 123"
        " (00123 exists: was it changed, perhaps by Excel?)"
    ]


def test_lines_about_somebody_whose_own_line_is_bad_are_not_bad_as_well():
    report = import_lines([unit(), person("S1", joined="soon"), posting("S1")])

    assert [problem.line for problem in report.problems] == [2]


def test_ten_bad_lines_are_reported_at_once_and_none_is_written():
    bad = [person(f"B{number}", joined="soon") for number in range(9)]

    report = import_lines([*TEAM, *bad, posting("S1", start="2025-01-06", unit="T9")])

    assert [problem.line for problem in report.problems] == [*range(7, 17)]
    assert not report.written
