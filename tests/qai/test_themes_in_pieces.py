"""Auditors and observers choose themes for what they find; they are saved, read and amended."""

import pytest
from django.utils import timezone

from qai.actions import finished
from qai.models import AuditAmendment, AuditContent, Theme
from tests.qai.test_themes import titles
from tests.qai.writing import (
    BODY,
    adviser_and_manager,
    begun_audit,
    begun_observation,
    finalised,
    page,
    press_finalise,
    typed,
    with_body,
)
from tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("P22-2.11b")]


def themes_of(theme: Theme, own: str = "") -> dict:
    return {"themes": {"learning": {str(theme.pk): "True", "own": own}}}


def boxes(theme: Theme, **more: str) -> dict[str, str]:
    """What a browser sends of the boxes that are ticked and the lines that are filled."""
    return {f"themes-learning-{theme.pk}": "on", **more}


def test_ticked_themes_save_themselves_and_stand_ticked_again():
    audit, theme = begun_audit(*adviser_and_manager()), Theme.objects.create(title="Timeliness")
    client = signed_in(audit.auditor)

    client.post(page("write_draft", audit), {**typed(audit), **boxes(theme)})

    assert AuditContent.objects.get().body["themes"] == {"learning": {str(theme.pk): "True"}}
    form = client.get(page("write", audit)).context["form"]
    assert [box.value() for box in form.findings()[2]["themes"]["boxes"]] == ["True"]


@pytest.mark.parametrize("make", [begun_audit, begun_observation])
def test_finalised_they_are_tags_and_read_by_the_practitioner(make):
    theme = Theme.objects.create(title="Timeliness")
    piece = with_body(make(*adviser_and_manager()), **themes_of(theme, "court skills"))

    press_finalise(signed_in(piece.author), piece)

    assert titles(piece) == ["Timeliness", "court skills"]
    text = signed_in(piece.person).get(piece.get_absolute_url()).content.decode()
    assert "Themes: Timeliness, court skills" in text


def test_of_two_tabs_the_second_is_told_which_box_was_ticked():
    audit, theme = begun_audit(*adviser_and_manager()), Theme.objects.create(title="Timeliness")
    client, second = signed_in(audit.auditor), typed(audit)
    client.post(page("write", audit), {**second, **boxes(theme)})

    answer = client.post(page("write", audit), second)

    assert answer.context["theirs"] == [{"label": "Timeliness", "theirs": "Ticked"}]


def test_a_draft_has_no_tags():
    audit, theme = begun_audit(*adviser_and_manager()), Theme.objects.create(title="Timeliness")

    with_body(audit, **themes_of(theme))

    assert titles(audit) == []


def test_an_amendment_changes_them_and_the_history_says_so():
    old, new = Theme.objects.create(title="Timeliness"), Theme.objects.create(title="Court skills")
    audit = finalised(begun_audit(*adviser_and_manager()), **themes_of(old))
    finished.begin_amendment(piece=audit)
    body = {**BODY, **themes_of(new), "amendment_reason": "The wrong box."}
    AuditAmendment.objects.update(body=body)

    finished.amend(piece=audit, version=1, by=audit.auditor, now=timezone.now())

    assert titles(audit) == ["Court skills"]
    text = signed_in(audit.person).get(page("history", audit)).content.decode()
    assert "Themes of the learning" in text
    assert "Timeliness" in text


def test_a_retired_theme_stays_on_a_draft_that_has_it_and_is_on_no_other():
    theme = Theme.objects.create(title="Timeliness", retired_on=timezone.localdate())
    audit = begun_audit(*adviser_and_manager())
    client = signed_in(audit.auditor)
    assert "Timeliness" not in client.get(page("write", audit)).content.decode()

    with_body(audit, **themes_of(theme))

    assert "Timeliness" in client.get(page("write", audit)).content.decode()


@pytest.mark.parametrize("own", ["x" * 81, ",".join(f"theme {n}" for n in range(11))])
def test_too_long_or_too_many_words_of_ones_own_are_refused(own):
    audit = begun_audit(*adviser_and_manager())
    client = signed_in(audit.auditor)

    answer = client.post(page("write_draft", audit), {**typed(audit), "themes-learning-own": own})

    assert answer.status_code == 400
    assert "Enter no" in answer.json()["error"]


def test_what_may_identify_a_child_is_pointed_at_in_ones_own_words_too():
    audit = begun_audit(*adviser_and_manager())
    client = signed_in(audit.auditor)

    answer = client.post(
        page("write_draft", audit), {**typed(audit), "themes-learning-own": "case FD21P0123"}
    )

    assert [one["field"] for one in answer.json()["warnings"]] == ["themes-learning-own"]
