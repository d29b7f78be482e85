"""Management information cannot work out a group under five, however many pages it subtracts."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.queries.small_groups import ALL_UNITS, FEWEST, shown_units
from people.queries.units import UnitInTree, UnitTree

sizes_of_units = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), max_size=14)


def organisation(described) -> tuple[UnitTree, dict[int, int]]:
    """Each unit hangs on an earlier one, and has so many people of its own."""
    units, sizes, numbers = [], {}, count(1)
    for parent, people in described:
        pk = next(numbers)
        above = units[parent % pk - 1].pk if parent % pk else None
        units.append(UnitInTree(pk, above, "", ""))
        sizes[pk] = people
    return UnitTree(units), sizes


def remainders(tree, sizes, shown) -> list[int]:
    """The people that each unit shown holds beyond the nearest units shown below it."""

    def nearest_above(pk) -> int:
        while pk not in shown:
            pk = tree.units[pk].parent_id or ALL_UNITS
            if pk == ALL_UNITS:
                break
        return pk

    rests = dict.fromkeys(shown, 0)
    for pk, people in sizes.items():
        rests[nearest_above(pk)] = rests.get(nearest_above(pk), 0) + people
    return [rest for pk, rest in rests.items() if pk in shown]


@given(sizes_of_units)
def test_what_remains_between_two_pages_is_nobody_or_five_and_more(described):
    tree, sizes = organisation(described)

    rests = remainders(tree, sizes, shown_units(tree, sizes))

    assert all(rest == 0 or rest >= FEWEST for rest in rests)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(5, 12)), max_size=14))
def test_where_every_unit_is_large_nothing_is_hidden(described):
    tree, sizes = organisation(described)

    shown = shown_units(tree, sizes)

    assert shown - {ALL_UNITS} == set(sizes)


@pytest.mark.parametrize(
    ("own", "teams", "hidden"),
    [
        (0, [7, 6, 3], {"team 3", "team 2"}),  # 16 less 7 less 6 would tell of the three
        (1, [7, 6, 9], {"team 2"}),  # the head of practice alone is what would remain
        (0, [2, 3], {"team 1", "team 2"}),  # together they are five, and the area shows them
        (0, [7, 6], set()),
    ],
)
def test_the_smallest_beside_a_small_group_is_hidden_with_it(own, teams, hidden):
    area = UnitInTree(1, None, "", "")
    units = [area, *(UnitInTree(n, 1, "", "") for n in range(2, len(teams) + 2))]
    sizes = {1: own, **dict(enumerate(teams, start=2))}

    shown = shown_units(UnitTree(units), sizes)

    assert {f"team {pk - 1}" for pk in sizes if pk not in shown} == hidden
