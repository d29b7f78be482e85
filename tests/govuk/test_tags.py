import datetime as dt

from django.template import Context, Template

TODAY = dt.date(2027, 1, 6)


def rendered(text, **context):
    return Template("{% load govuk %}" + text).render(Context({"today": TODAY, **context}))


def test_a_component_is_drawn_with_its_parameters():
    html = rendered('{% govuk "button" text=words name="save" %}', words="Save & go")

    assert 'name="save"' in html
    assert "Save &amp; go" in html


def test_a_status_is_a_word_and_a_colour():
    assert "govuk-tag--red" in (html := rendered('{% status "Overdue" "red" %}'))
    assert "Overdue" in html


def test_dates_are_written_out():
    day = dt.date(2027, 1, 15)

    assert rendered("{{ day|uk_date }}", day=day) == "Fri 15 January 2027"
    assert rendered("{{ day|uk_date_near:today }}", day=day) == "Fri 15 January 2027, in 9 days"
    assert rendered("{{ day|uk_date }}{{ day|uk_date_near }}{{ day|uk_moment }}", day=None) == ""
    assert rendered("{{ at|uk_time }}", at=dt.time(14, 30)) == "14:30"


def test_a_back_link_leads_back():
    html = rendered('{% back_link "/team/" "Back to my team" %}')

    assert 'href="/team/"' in html
    assert "Back to my team" in html
