"""The finished record on paper: texts go to the typesetter as data, never as markup."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from govuk.dates import uk_date, uk_moment
from supervision.models import ActionNote

# What no font of the typesetter has; it refuses to print a sign that nobody could read.
WITHOUT_GLYPH = re.compile("[^\t\n -\u04ff\u1e00-\u1eff\u2010-\u2040\u20a0-\u20c0\u2190-\u21ff]")
UNSEEN = ("Cf", "Mn")
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "pdf"


@cache
def template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def record_as_pdf(context: dict[str, Any]) -> bytes:
    """Of the same context that the page shows."""
    return typeset("record.typ", plain(context))


def typeset(name: str, values: dict[str, Any]) -> bytes:
    """PDF/UA-1 by a template of ours; signs that no font has are named."""
    data = json.dumps(values, ensure_ascii=False)
    return typst.compile(
        template(name),
        sys_inputs={"data": WITHOUT_GLYPH.sub(named, data)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )


def named(sign: re.Match[str]) -> str:
    if unicodedata.category(sign[0]) in UNSEEN:
        return ""
    return f"[{unicodedata.name(sign[0], 'a sign that cannot be printed').lower()}]"


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
            [note.action.content.description, outcome_of(note), note.text]
            for note in context["reviewed"]
        ],
        "agreed": [
            [content.description, content.action.owner.name, uk_date(content.action.due_on)]
            for content in context["agreed"]
        ],
        "decisions": [
            [made.outcome, uk_date(made.decision.decided_on), reason_of(made)]
            for made in context["decisions"]
        ],
        "answer": plr.get_answer_display(),
        "answered_at": uk_moment(plr.answered_at),
        "comment": record.reportee_comment,
        "settlement": record.settlement,
    }


def reason_of(made: Any) -> str:
    content = getattr(made.decision, "content", None)
    return content.reason if content else ""


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


def outcome_of(note: ActionNote) -> str:
    outcome = note.get_kind_display()
    return f"{outcome} to {uk_date(note.due_on)}" if note.due_on else outcome
