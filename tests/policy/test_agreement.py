"""How far markers agree, and whose grades lie far from the others."""

from fractions import Fraction

from policy.agreement import agreement, mean_agreement
from policy.outliers import Far, far_from_others


def test_agreement_by_hand() -> None:
    first = {"a": 2, "b": 2, "c": 1, "d": 0}
    second = {"a": 2, "b": 1, "c": 1, "d": 0, "only_here": 2}

    found = agreement(first, second)

    assert found is not None
    assert (found.questions, found.same, found.per_cent) == (4, 3, 75)
    assert found.kappa == Fraction(7, 11)


def test_kappa_says_nothing_where_both_gave_one_score_alone() -> None:
    found = agreement({"a": 2, "b": 2}, {"a": 2, "b": 2})

    assert found is not None
    assert (found.per_cent, found.kappa) == (100, None)


def test_opposite_markers_have_a_kappa_below_nought() -> None:
    found = agreement({"a": 0, "b": 2}, {"a": 2, "b": 0})

    assert found is not None
    assert found.kappa == -1


def test_without_a_common_question_there_is_no_agreement() -> None:
    assert agreement({"a": 1}, {"b": 1}) is None
    assert mean_agreement([{"a": 1}]) is None


def test_of_several_markers_the_mean_of_all_pairs() -> None:
    same, other = {"a": 0, "b": 2}, {"a": 0, "b": 1}

    assert mean_agreement([same, same, other]) == (67, Fraction(5, 9))


def test_a_grader_far_above_the_others_is_asked_about_and_nobody_else() -> None:
    usual = {2: 20, 3: 20, 4: 2}

    found = far_from_others({1: usual, 2: usual, 3: usual, 9: {4: 30}})

    assert found == {9: Far(higher=True, grades=30)}


def test_few_grades_say_nothing() -> None:
    assert far_from_others({1: {2: 50, 3: 50}, 2: {4: 5}}) == {}


def test_where_all_grade_alike_nobody_is_far() -> None:
    assert far_from_others({1: {3: 50}, 2: {3: 50}}) == {}
