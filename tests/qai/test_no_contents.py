"""What is written in audits stays where it is written: a word that must not travel."""

import logging

import pytest
from django.core import mail

from drafts.body import flatten
from notices.models import Notice
from people.models import AuditEvent, Reading
from qai.models import AuditContent
from tests.mails import mail_everything
from tests.qai.writing import (
    BODY,
    DOMAINS,
    adviser_and_manager,
    begun_audit,
    new_action,
    page,
    press_finalise,
)
from tests.supervision.test_no_contents import Journal
from tests.visiting import signed_in

CANARY = "zrx82canary"

pytestmark = pytest.mark.django_db


def written(audit) -> dict:
    body = {
        **BODY,
        "domains": {key: {"grade": "good", "notes": CANARY} for key in DOMAINS},
        "texts": dict.fromkeys(("impact", "strengths", "learning"), CANARY),
        "actions": [new_action(audit.person, description=CANARY)],
        "discussion": CANARY,
    }
    return flatten(body)


def from_first_word_to_amendment(audit) -> list[str]:
    places: list[str] = []
    author, adviser = Journal(audit.auditor, places), Journal(audit.person, places)
    part = {"domains-safety": CANARY, "then": "hand-over"}
    adviser.post(audit.part_url, version=1, **part)
    author.post(page("write_draft", audit), version=1, **written(audit))
    author.post(page("write", audit), version=2, then="check", **written(audit))
    press_finalise(signed_in(audit.auditor), audit)
    adviser.get(audit.get_absolute_url())
    adviser.post(page("acknowledge", audit), words=CANARY)
    author.post(page("amend_begin", audit))
    changed = {**written(audit), "discussion": f"{CANARY} again", "amendment_reason": CANARY}
    author.post(page("amend", audit), version=1, **changed)
    author.get(page("history", audit))
    return places


@pytest.mark.published_break(21)
def test_no_mail_log_notice_event_reading_or_address_holds_what_was_written(caplog, on_commit):
    caplog.set_level(logging.DEBUG)
    audit = begun_audit(*adviser_and_manager(), format="collaborative")

    with on_commit():
        places = from_first_word_to_amendment(audit)
    told = mail_everything()

    mails = [f"{message.subject} {message.message()}" for message in mail.outbox]
    rows = [str(row) for model in (Notice, AuditEvent, Reading) for row in model.objects.values()]
    logged = [record.getMessage() for record in caplog.records]
    assert AuditContent.objects.get().history.count() == 2
    assert told >= 4
    assert [one for one in (*places, *mails, *rows, *logged) if CANARY in one] == []
