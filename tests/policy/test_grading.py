"""The proposed overall grade (P22-2.15a, AMB-53 to AMB-55)."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import grading, rulebook
from policy.grading import GradeProposal

BOOK = rulebook.load("plr-policy-2022")
RI = "requires_improvement"
GRADES = st.sampled_from(sorted(BOOK.grades))
STANDARDS = st.dictionaries(st.sampled_from(sorted(BOOK.standards)), GRADES, min_size=1)


def propose(standards: dict[str, str], qai: Sequence[str]) -> GradeProposal:
    proposal = grading.propose(standards, qai, BOOK)
    assert proposal is not None
    return proposal


@pytest.mark.parametrize(
    ("standards", "qai", "means", "points", "limits", "grade"),
    [
        pytest.param(
            {"safe": "good", "quality": "met"},
            ["good", "good", "outstanding"],
            ("5/2", "10/3"),
            "35/12",
            (),
            "good",
            id="GS-56",
        ),
        pytest.param(
            {"safe": RI, "quality": "good"},
            ["good", "good"],
            ("2", "3"),
            "5/2",
            ("safe_requires_improvement",),
            RI,
            id="GS-57",
        ),
        pytest.param(
            {"safe": "good", "quality": RI},
            ["outstanding", "outstanding"],
            ("2", "4"),
            "3",
            ("requires_improvement_present",),
            "met",
            id="GS-58",
        ),
        pytest.param(
            {"safe": "outstanding"},
            ["outstanding"] * 3 + ["met"],
            ("4", "7/2"),
            "15/4",
            ("met_present",),
            "good",
            id="GS-59",
        ),
        pytest.param({"safe": "met"}, ["good"], ("2", "3"), "5/2", (), "good", id="GS-60"),
    ],
)
@pytest.mark.requirement("P22-2.15a")
def test_amb_53_the_worked_cases(
    standards: dict[str, str],
    qai: list[str],
    means: tuple[str, str],
    points: str,
    limits: tuple[str, ...],
    grade: str,
) -> None:
    proposal = propose(standards, qai)

    assert (str(proposal.standards_mean), str(proposal.qai_mean)) == means
    assert (str(proposal.points), proposal.limits) == (points, limits)
    assert proposal.grade == grade


def test_amb_53_without_qai_the_standards_decide_alone() -> None:
    proposal = propose({"quality": "good"}, [])

    assert (proposal.qai_mean, proposal.points) == (None, Fraction(3))
    assert "the standards decide alone" in proposal.working[1]


@pytest.mark.requirement("P22-2.15a")
def test_amb_53_the_working_is_shown_in_words() -> None:
    proposal = propose({"safe": "good", "quality": "met"}, ["good", "good", "outstanding"])

    assert proposal.working == (
        "Standards: Safe good (3) and Quality met (2); on average 2.5.",
        "Quality assurance: good (3), good (3) and outstanding (4); on average about 3.33.",
        "Together about 2.92 points: 2.5 or more is good.",
        "Proposed: good.",
    )


def test_amb_16_without_a_graded_standard_nothing_is_proposed() -> None:
    assert grading.propose({}, ["good"], BOOK) is None


def test_amb_53_safe_requiring_improvement_is_named_even_where_the_points_say_the_same() -> None:
    proposal = propose({"safe": RI}, [RI])

    assert (proposal.grade, proposal.limits) == (RI, ("safe_requires_improvement",))


@given(STANDARDS, st.lists(GRADES, max_size=6))
def test_amb_53_limits_hold_whatever_the_grades(standards: dict[str, str], qai: list[str]) -> None:
    proposal = propose(standards, qai)

    points = BOOK.grades[proposal.grade].points
    inputs = [*standards.values(), *qai]
    assert points <= (2 if RI in inputs else 3 if "met" in inputs else 4)
    assert proposal.grade == RI or standards.get("safe") != RI
    assert proposal.working[-1].startswith("Proposed: ")


@given(STANDARDS, st.lists(GRADES, max_size=6))
def test_the_order_of_the_inputs_does_not_matter(standards: dict[str, str], qai: list[str]) -> None:
    turned = dict(reversed(standards.items()))

    assert propose(turned, qai[::-1]).grade == propose(standards, qai).grade
    assert propose(turned, qai).standards == propose(standards, qai).standards


@pytest.mark.parametrize(("evidence", "refused"), [("", True), (" \n", True), ("Two late.", False)])
@pytest.mark.requirement("P22-2.15b")
def test_amb_55_an_override_needs_written_evidence(evidence: str, refused: bool) -> None:
    override = grading.check_override(propose({"safe": "met"}, ["good"]), "met", evidence, BOOK)

    assert override.overrides
    assert bool(override.refused) is refused


def test_amb_55_confirming_the_proposal_needs_no_evidence() -> None:
    override = grading.check_override(propose({"safe": "good"}, []), "good", "", BOOK)

    assert (override.overrides, override.refused) == (False, None)


@pytest.mark.parametrize(("standard", "told"), [("safe", True), ("quality", False)])
def test_amb_55_raising_above_a_safe_that_requires_improvement_is_told_upwards(
    standard: str, told: bool
) -> None:
    override = grading.check_override(propose({standard: RI}, []), "good", "Because.", BOOK)

    assert override.tell_managers_manager is told
