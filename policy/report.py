"""Judgements as the plain values of the compliance output (a stable format)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from policy.judge import Judgement
from policy.measures import Measure
from policy.self_regulation import Standing

Values = dict[str, Any]


def report(
    judgements: Iterable[Judgement],
    *,
    as_of: date,
    known_on: date,
    policy: str,
    explain: bool = False,
) -> Values:
    """The whole output. Only those in service on the day belong in `judgements`."""
    ordered = sorted(judgements, key=lambda judgement: judgement.history.person.staff_number)
    return {
        "as_of": as_of.isoformat(),
        "known_on": known_on.isoformat(),
        "policy": policy,
        "people": [person_values(judgement, explain=explain) for judgement in ordered],
        "totals": totals(ordered),
    }


def totals(judgements: Sequence[Judgement]) -> dict[str, int]:
    """Over everyone whose category is reported (AMB-32, AMB-47)."""
    headlines = Counter(j.headline for j in judgements if j.reported)
    return {
        "in_service": headlines.total(),
        "tested": headlines["compliant"] + headlines["non_compliant"],
        "compliant": headlines["compliant"],
        "excluded": headlines["excluded"],
        "not_yet_testable": headlines["not_applicable"],
    }


def person_values(judgement: Judgement, *, explain: bool = False) -> Values:
    posting = judgement.posting
    return {
        "staff_number": judgement.history.person.staff_number,
        "role": posting.role if posting else None,
        "unit": posting.unit if posting else None,
        "reported": judgement.reported,
        "exclusion": _exclusion(judgement),
        "headline": judgement.headline,
        "measures": _measures(judgement, explain),
        "self_regulation": _self_regulation(judgement.self_regulation),
        "proposed_grade": _proposed_grade(judgement),
    }


def _measures(judgement: Judgement, explain: bool) -> Values:
    """Those that apply to the role. One without a date, not for the role, is said to be so."""
    values: Values = {}
    for key, entry in judgement.history.book.measures.items():
        if key in judgement.measures:
            values[key] = _measure(judgement, judgement.measures[key], explain)
        elif judgement.posting:
            values[key] = {
                "status": "not_applicable",
                "next_due": None,
                "clause": entry.clause,
                "why": "This measure is not for the role, or only for those in it who hold cases.",
            }
    for key in judgement.history.book.duties:
        if key in judgement.measures:
            values[key] = _measure(judgement, judgement.measures[key], explain)
    return values


def _measure(judgement: Judgement, measure: Measure, explain: bool) -> Values:
    explanation = judgement.explain(measure.key)
    values: Values = {
        "status": measure.status,
        "next_due": _iso(measure.next_due),
        "clause": measure.clause,
        "why": explanation.why,
    }
    if measure.columns:
        values["columns"] = {
            column.key: {
                "status": column.status,
                "required": column.required,
                "counted": column.counted,
                "due": _iso(column.due),
            }
            for column in measure.columns
        }
    if measure.key == "standards_coverage":
        values["missing"] = list(measure.missing)
    if explain:
        for name in ("counted", "left_out"):
            values[name] = [
                {"type": named.type, "date": named.date.isoformat(), "reason": named.reason}
                for named in getattr(explanation, name)
            ]
    return values


def _exclusion(judgement: Judgement) -> Values | None:
    exclusion = judgement.exclusion
    if exclusion is None:
        return None
    return {
        "reason": exclusion.reason,
        "from": exclusion.start.isoformat(),
        "until": _iso(exclusion.until),
    }


def _self_regulation(standing: Standing | None) -> Values | None:
    if standing is None:
        return None
    return {
        "status": standing.status,
        "consecutive_good": standing.consecutive_good,
        "eligible": standing.eligible,
        "consideration_open_since": _iso(standing.consideration_open_since),
        "decision_record_due": _iso(standing.decision_record_due),
    }


def _proposed_grade(judgement: Judgement) -> Values | None:
    plr, proposal = judgement.latest_plr, judgement.proposed_grade
    if plr is None or proposal is None:
        return None
    return {
        "plr_held_on": plr.held_on.isoformat(),
        "proposed": proposal.grade,
        "standards_mean": str(proposal.standards_mean),
        "qai_mean": _fraction(proposal.qai_mean),
        "points": str(proposal.points),
        "limits": list(proposal.limits),
    }


def _fraction(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
