"""Records that are complete, and what a browser sends for one."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from people.rules import book_on
from policy.completeness import graded
from policy.grading import propose
from supervision import actions
from supervision.models import PLR, Record
from tests.supervision.factories import RECORD


def page(name: str, plr: PLR) -> str:
    return reverse(f"supervision:{name}", args=[plr.pk])


def with_body(plr: PLR, **changes) -> PLR:
    """The record as it was saved: complete but for the changes; None leaves a part out."""
    body = {**RECORD, **changes}
    plr.record.body = {key: value for key, value in body.items() if value is not None}
    plr.record.save_without_historical_record()
    return plr


def finalised_by_hand(plr: PLR, *, qai=(), by=None, **changes) -> PLR:
    """Finalised as the page does it, without going through the page."""
    record = with_body(plr, **changes).record
    book = book_on(plr.held_on)
    assert actions.finalise(
        plr=plr,
        version=record.version,
        proposal=propose(graded(record.body), qai, book),
        rulebook=book,
        by=by or plr.led_by,
        now=timezone.now(),
        today=timezone.localdate(),
    )
    return PLR.objects.get(pk=plr.pk)


def press_finalise(client, plr: PLR, **more):
    version = Record.objects.get(pk=plr.pk).version
    return client.post(page("record_check", plr), {"version": version, **more})


def gaps_of(answer) -> list[str]:
    return [gap.sentence for gap in answer.context["gaps"]]


def new_action(owner, **changes) -> dict[str, str]:
    due = timezone.localdate() + timedelta(days=60)
    action = {
        "description": "Shadow a colleague in court",
        "owner": str(owner.pk),
        "due": due.isoformat(),
        "category": "development",
    }
    return {**action, **changes}
