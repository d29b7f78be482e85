import re

import pytest
from django.test import override_settings

from govuk import charts
from govuk.templatetags import govuk as tags

MONTHS = [("Jan", 70), ("Feb", None), ("Mar", 92.5)]
SCALE = ["Requires improvement", "Met", "Good", "Outstanding"]


def areas(rows):
    return charts.stacked(
        id="areas",
        title="Standing by area",
        summary="Most are in time.",
        head="Area",
        series=["In time", "Late"],
        rows=rows,
    )


def months(points=MONTHS):
    return charts.trend(
        id="months", title="By month", summary="Rising.", head=("Month", "In time"), points=points
    )


def test_the_parts_of_a_bar_fill_it_and_carry_their_counts():
    html = tags.chart(areas([("North", [30, 10]), ("South", [0, 5])]))

    assert [text for text in ("30", "10") if f">{text}</text>" in html] == ["30", "10"]
    assert "North: In time 30 (75%)" in html
    assert "South: In time" not in html


def test_an_area_without_anybody_draws_no_bar_and_does_not_fail():
    assert "<rect fill" not in tags.chart(areas([("Empty", [0, 0])])).split("app-chart__svg")[1]


def test_each_chart_has_its_sentence_and_its_numbers_as_a_table():
    html = tags.chart(months())

    assert 'aria-labelledby="months-title" aria-describedby="months-summary"' in html
    assert "Rising." in html
    assert re.findall(r"numeric\">([^<]+)</td>", html) == ["70%", "–", "92.5%"]


def test_a_month_without_a_number_is_a_gap_in_the_line():
    assert months().drawing["path"].count("M") == 2


@pytest.mark.parametrize("points", [[], [("Jan", None)], [("Jan", 0)]])
def test_few_points_or_none_draw_without_failing(points):
    assert "<figure" in tags.chart(months(points))


def test_the_grades_of_self_and_manager_stand_on_the_levels_of_the_scale():
    meetings = [("Sep 26", "Met", None), ("Dec 26", "Good", "Outstanding")]

    chart = charts.grades(id="g", title="Grades", summary="Up.", scale=SCALE, meetings=meetings)

    met, good = chart.drawing["own"]
    assert met["y"] > good["y"] > chart.drawing["managers"][0]["y"]
    assert chart.rows == [("Sep 26", ["Met", "–"]), ("Dec 26", ["Good", "Outstanding"])]


def test_counts_by_week_are_bars_from_zero_that_carry_their_number():
    counted = [("23 Nov", 3), ("30 Nov", 0), ("7 Dec", 6)]

    chart = charts.columns(
        id="weeks", title="By week", summary="Nine.", head=("Week", "People"), points=counted
    )

    heights = [bar["height"] for bar in chart.drawing["bars"]]
    assert heights[2] == pytest.approx(2 * heights[0], abs=0.2)
    assert tags.chart(chart).count("<rect fill") == 2
    assert chart.rows[1] == ("30 Nov", [0])


@pytest.mark.parametrize("points", [[], [("23 Nov", 0)]])
def test_no_counts_draw_without_failing(points):
    chart = charts.columns(id="w", title="W", summary="", head=("Week", "People"), points=points)

    assert "<figure" in tags.chart(chart)


def test_a_sparkline_is_decoration_and_nothing_without_numbers():
    assert 'aria-hidden="true"' in tags.sparkline([1, None, 3])
    assert tags.sparkline([]).strip() == ""
    assert tags.sparkline([None]).strip() == ""


@override_settings(USE_THOUSAND_SEPARATOR=True)
def test_coordinates_have_no_thousand_separators():
    html = tags.chart(areas([(f"Area {i}", [1, 1]) for i in range(40)]))

    assert not re.search(r'(x|y|height|viewBox)="[^"]*\d,\d', html)


def test_colours_are_attributes_because_the_policy_allows_no_inline_style():
    html = tags.chart(areas([("North", [3, 1])])) + tags.chart(months())

    assert "style=" not in html
    assert 'fill="#12436d"' in html


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("fill", "ink"), charts.MEANINGS.values(), ids=charts.MEANINGS)
def test_colours_by_meaning_stand_out_from_the_page_and_carry_their_number(fill, ink):
    assert contrast(fill, "#ffffff") >= 3
    assert contrast(fill, ink) >= 4.5


def test_who_sees_no_red_and_green_tells_in_time_and_late_by_light_and_dark():
    assert contrast(charts.MEANINGS["green"][0], charts.MEANINGS["red"][0]) >= 3
