"""The frames of the pages, without any domain."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import get_template, render_to_string

from govuk.forms import GovukForm, TextField


class NameForm(GovukForm):
    name = TextField()


def page(layout="layouts/base.html", **context):
    return render_to_string(layout, {"user": AnonymousUser(), **context})


def test_the_title_says_when_something_is_wrong():
    assert "<title>Error: " in page(form=NameForm({}))
    assert "<title>Error: " in page(has_errors=True)
    assert "<title>Error: " not in page(form=NameForm({"name": "Ann"}))
    assert "<title>Error: " not in page()


def test_the_navigation_marks_where_you_are():
    html = page(navigation=[{"text": "My team", "href": "/team/", "active": True}])

    assert 'href="/team/" aria-current="true"' in " ".join(html.split())


def test_a_visitor_has_no_name_and_nothing_to_sign_out_of():
    html = page()

    assert "Sign out" not in html
    assert "data-signed-in" not in html


def test_messages_are_banners_and_are_escaped():
    html = page(
        messages=[Message(constants.SUCCESS, "Shared with <Ann>"), Message(constants.INFO, "x")]
    )

    assert "govuk-notification-banner--success" in html
    assert "Shared with &lt;Ann&gt;" in html
    assert 'id="notification-1"' in html
    assert 'id="notification-2"' in html


def test_breadcrumbs_or_a_back_link_stand_before_the_contents():
    assert "govuk-breadcrumbs" in page(breadcrumbs=[{"text": "North", "href": "/north/"}])
    assert 'href="/back/"' in page(back_url="/back/")


@pytest.mark.parametrize("layout", ["base", "two_thirds", "wide", "print", "plain"])
def test_no_frame_has_inline_scripts_or_styles(layout):
    html = page(f"layouts/{layout}.html")

    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html
    assert " onclick=" not in html


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context_and_says_what_to_do(code):
    html = get_template(f"{code}.html").render()

    assert '<h1 class="govuk-heading-l">' in html
    assert html.count("<p class=") >= 2


def test_a_refusal_gives_its_reason_as_text():
    html = get_template("403.html").render({"exception": "Only <Ann> can finalise this."})

    assert "Only &lt;Ann&gt; can finalise this." in html
