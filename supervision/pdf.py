"""The finished record on paper: texts go to the typesetter as data, never as markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from govuk.dates import uk_date, uk_moment

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "pdf" / "record.typ"


@cache
def template() -> bytes:
    return TEMPLATE.read_bytes()


def record_as_pdf(context: dict[str, Any]) -> bytes:
    """PDF/UA-1 of the same context that the page shows."""
    data = json.dumps(plain(context))
    return typst.compile(template(), sys_inputs={"data": data}, pdf_standards=["ua-1"])


def plain(context: dict[str, Any]) -> dict[str, Any]:
    plr, record = context["plr"], context["record"]
    return {
        "reportee": plr.reportee.name,
        "role": context["role_title"],
        "leader": plr.led_by.name,
        "held_on": uk_date(plr.held_on),
        "finalised_on": uk_date(plr.finalised_on),
        "overall_grade": context["overall_grade"],
        "proposed_grade": context["proposed_grade"] if context["overridden"] else "",
        "working": record.grade_inputs.get("working", []),
        "override_evidence": record.override_evidence,
        "sections": [section(one) for one in context["written"]],
        "reviewed": [
            [note.action.content.description, note.get_kind_display(), note.text]
            for note in context["reviewed"]
        ],
        "agreed": [
            [content.description, content.action.owner.name, uk_date(content.action.due_on)]
            for content in context["agreed"]
        ],
        "answer": plr.get_answer_display(),
        "answered_at": uk_moment(plr.answered_at),
        "comment": record.reportee_comment,
        "settlement": record.settlement,
    }


def section(written: Any) -> dict[str, Any]:
    return {
        "title": written.section.title,
        "text": written.text,
        "cases": list(written.cases),
        "standards": [
            [one.title, one.self_grade, one.grade, one.evidence, one.support]
            for one in written.standards
        ],
    }
