"""The quick tool is refused where the policy bars it, in words that tell nothing (AMB-27)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from people.models import PerformanceMatter
from qai.models import Audit
from tests.factories import PersonFactory
from tests.qai.writing import (
    BODY,
    TODAY,
    adviser_and_manager,
    begun_audit,
    facts_typed,
    gaps_of,
    page,
    press_finalise,
    typed,
    with_body,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

NEUTRAL = "Use the full tool for this audit."
QUICK = {"tool": "quick", "format": ""}


def begin_quick(manager, adviser, **changes):
    url = reverse("qai:begin", args=[adviser.pk, "audits"])
    return signed_in(manager).post(url, facts_typed(**{**QUICK, **changes}))


def matter(person, **facts) -> PerformanceMatter:
    return PerformanceMatter.objects.create(
        person=person, **{"kind": "informal", "start": TODAY(), **facts}
    )


def of_the_person(adviser) -> None:
    matter(adviser)


def of_the_case(adviser) -> None:
    matter(PersonFactory(), case_reference="C48213")


def new_here(adviser) -> None:
    adviser.joined = TODAY() - timedelta(days=60)
    adviser.save()


@pytest.mark.parametrize("bar", [of_the_person, of_the_case, new_here])
@pytest.mark.requirement("P22-A1.4", "P22-A1.5", "P22-A1.6", "P22-A1.7")
def test_the_quick_tool_is_refused_for_whatever_reason_in_the_same_words(bar):
    adviser, manager = adviser_and_manager()
    bar(adviser)

    answer = begin_quick(manager, adviser)

    errors = answer.context["form"].errors
    assert dict(errors) == {"tool": [NEUTRAL]}
    assert not Audit.objects.exists()


@pytest.mark.requirement("P22-A1.2", "P22-X1")
def test_the_quick_tool_may_be_used_where_nothing_bars_it():
    adviser, manager = adviser_and_manager()
    matter(adviser, start=TODAY() - timedelta(days=90), end=TODAY() - timedelta(days=1))
    matter(adviser, case_reference="C11111", start=TODAY() - timedelta(days=3))

    begin_quick(manager, adviser)

    assert Audit.objects.get().tool == "quick"


@pytest.mark.requirement("P22-A1.8", "P22-A1.11")
def test_the_quick_tool_asks_less_and_still_grades_all_four_domains():
    adviser, manager = adviser_and_manager()
    quick = begun_audit(adviser, manager, **QUICK)
    full = begun_audit(adviser, manager, case_reference="C2")
    client = signed_in(manager)

    forms = [client.get(page("write", audit)).context["form"] for audit in (quick, full)]

    asked = [{name for name in form.fields if name.startswith("answers-")} for form in forms]
    graded = [{name for name in form.fields if name.endswith("-grade")} for form in forms]
    assert asked[0] < asked[1]
    assert graded[0] == graded[1]
    assert len(graded[0]) == 4


@pytest.mark.requirement("P22-A1.3")
def test_whoever_uses_the_quick_tool_confirms_to_have_reviewed_the_full_case():
    adviser, manager = adviser_and_manager()
    audit = with_body(begun_audit(adviser, manager, **QUICK))

    answer = press_finalise(signed_in(manager), audit)

    assert gaps_of(answer) == ["Confirm that you have reviewed the full case"]


def test_a_quick_draft_begun_before_is_saved_on_and_cannot_be_finalised():
    adviser, manager = adviser_and_manager()
    audit = with_body(begun_audit(adviser, manager, **QUICK), confirm="True")
    matter(adviser)
    client = signed_in(manager)

    saved = client.post(page("write_draft", audit), typed(audit, confirm="on"))
    answer = press_finalise(client, audit)

    assert saved.status_code == 200
    assert gaps_of(answer) == [NEUTRAL]
    assert not Audit.objects.get().is_final


def test_the_same_draft_is_finalised_when_nothing_bars_it():
    adviser, manager = adviser_and_manager()
    audit = with_body(begun_audit(adviser, manager, **QUICK), confirm="True")

    press_finalise(signed_in(manager), audit)

    assert Audit.objects.get().is_final


def test_a_matter_raised_between_check_and_finalising_is_noticed_in_time(monkeypatch):
    adviser, manager = adviser_and_manager()
    audit = with_body(begun_audit(adviser, manager, **QUICK), confirm="True")
    matter(adviser)
    monkeypatch.setattr("qai.views.desk.refusal_for", lambda audit, today: None)

    answer = press_finalise(signed_in(manager), audit)

    assert answer.url == page("check", audit)
    assert not Audit.objects.get().is_final


def test_a_quick_draft_moves_to_the_full_tool_and_keeps_what_was_typed():
    adviser, manager = adviser_and_manager()
    audit = with_body(begun_audit(adviser, manager, **QUICK))
    matter(adviser)
    client = signed_in(manager)

    offered = client.get(page("facts", audit) + "?tool=full").context["form"]
    client.post(page("facts", audit), facts_typed())

    audit.refresh_from_db()
    assert (offered["tool"].value(), audit.tool, audit.format) == ("full", "full", "normal")
    form = client.get(page("write", audit)).context["form"]
    assert form["domains-safety-notes"].value() == BODY["domains"]["safety"]["notes"]
    assert form["answers-risk_named"].value() == "yes"


def test_the_page_of_a_new_starter_and_of_a_matter_are_one_page():
    adviser, manager = adviser_and_manager()
    audit = begun_audit(adviser, manager, **QUICK)
    raised = matter(adviser, kind="formal")
    client = signed_in(manager)

    with_matter = without_tokens(client.get(page("write", audit)))
    raised.delete()
    new_here(adviser)

    assert NEUTRAL in with_matter
    assert without_tokens(client.get(page("write", audit))) == with_matter


def without_tokens(answer) -> str:
    """The form and all that stands above it."""
    form = answer.content.decode().partition("<aside")[0]
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", form)
