"""What is written stays where it is written: the heart is run with a word that must not travel."""

import logging

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from people.models import AuditEvent, Reading
from supervision.models import PLR, ActionNote, Record
from tests.factories import PersonFactory
from tests.mails import mail_everything
from tests.qai.factories import AuditFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page
from tests.visiting import day_typed, signed_in

CANARY = "zrx81canary"

pytestmark = pytest.mark.django_db


class Journal:
    """A browser that remembers each address and each page title."""

    def __init__(self, person, places: list[str]):
        self.client, self.places = signed_in(person), places

    def get(self, url, **query):
        return self.note(self.client.get(url, query, follow=True))

    def post(self, url, **typed):
        return self.note(self.client.post(url, typed, follow=True))

    def note(self, answer):
        assert answer.status_code in (200, 409), answer.request
        self.places += [address for address, _ in answer.redirect_chain]
        title = answer.text.partition("<title>")[2].partition("</title>")[0]
        self.places += [title, str(answer.headers)]
        return answer


def self_assess(reportee: Journal, plr: PLR) -> None:
    typed = {f"texts-{key}": CANARY for key in ("wellbeing", "went_well", "areas_for_learning")}
    standard = {"standards-safe-grade": "good", "standards-safe-evidence": CANARY}
    action = {"actions-0-description": CANARY}
    reportee.post(page("self_assessment", plr), version=1, **typed, **standard, **action)
    reportee.post(page("self_assessment_draft", plr), version=1, **typed)
    reportee.post(page("self_assessment_preview", plr), version=2)


RECORD = {
    "texts-self_assessment_review": CANARY,
    "texts-wellbeing": CANARY,
    "texts-case_samples": CANARY,
    "cases-0": "C1",
    "standards-safe-grade": "requires_improvement",
    "standards-safe-evidence": CANARY,
    "standards-safe-support": CANARY,
    "actions-0-description": CANARY,
    "actions-0-category": "wellbeing",
    "actions-0-due": "2029-01-01",
    "overall_grade": "good",
    "override_evidence": CANARY,
}


def record(manager: Journal, plr: PLR, owner) -> None:
    manager.get(page("prepare", plr))
    manager.post(page("record_begin", plr), **day_typed("held_on", timezone.localdate()))
    typed = {**RECORD, "actions-0-owner": owner.pk, "actions-0-due": timezone.localdate()}
    manager.post(page("record", plr), version=1, then="check", **typed)
    assert manager.post(page("record_check", plr), version=2).redirect_chain
    for name in ("finished", "finished_pdf", "history"):
        manager.client.get(page(name, plr))


def amend(manager: Journal, plr: PLR) -> None:
    manager.post(page("amend_begin", plr))
    typed = {**RECORD, "texts-wellbeing": f"{CANARY} again", "amendment_reason": CANARY}
    manager.post(page("amend", plr), version=1, **typed)


def answer(reportee: Journal, above: Journal, plr: PLR) -> None:
    reportee.post(page("answer", plr), answer="disagree", comment=CANARY)
    above.post(page("settle", plr), settlement=CANARY)


def work_on_the_action(reportee: Journal, plr: PLR) -> None:
    action = plr.actions.get()
    reportee.post(reverse("supervision:action", args=[action.pk]), text=CANARY)
    reportee.post(
        reverse("supervision:close_action", args=[action.pk]), state="done", impact=CANARY
    )


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.requirement("P22-2.12a")
@pytest.mark.published_break(21)
def test_no_mail_log_notice_event_reading_or_address_holds_what_was_written(log, on_commit):
    above = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=above)
    plr = PLRFactory(manager=manager)
    AuditFactory(person=plr.reportee, completed_on=timezone.localdate())
    places: list[str] = []
    reportee, leader, head = (Journal(one, places) for one in (plr.reportee, manager, above))

    with on_commit():
        self_assess(reportee, plr)
        record(leader, plr, plr.reportee)
        amend(leader, plr)
        answer(reportee, head, plr)
        work_on_the_action(reportee, plr)

    assert_it_was_written_everywhere(plr)
    assert mail_everything() >= 8
    assert [place for place in found_in(places, log) if CANARY in place] == []


def assert_it_was_written_everywhere(plr: PLR) -> None:
    kept = Record.objects.get(pk=plr.pk)
    assert PLR.objects.get(pk=plr.pk).disagreement_settled_at
    assert kept.history.count() == 2
    assert CANARY in kept.reportee_comment
    assert CANARY in kept.settlement
    assert ActionNote.objects.filter(text=CANARY).count() == 2


def found_in(places: list[str], log) -> list[str]:
    mails = [f"{message.subject} {message.message()}" for message in mail.outbox]
    rows = [str(row) for model in (Notice, AuditEvent, Reading) for row in model.objects.values()]
    return [*places, *mails, *rows, *(record.getMessage() for record in log.records)]
