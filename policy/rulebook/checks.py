"""Whether the entries of a rulebook agree with one another."""

import re
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import Any, get_args

from policy.rulebook.assurance_checks import check_assurance
from policy.rulebook.book import Rulebook
from policy.rulebook.compliance import ExclusionReason
from policy.rulebook.lengths import check_lengths
from policy.rulebook.places import Place, known
from policy.rulebook.qai import Tool
from policy.rulebook.readings import check_readings, check_setting
from policy.rulebook.retention_checks import check_retention

NAME = re.compile(r"[a-z][a-z_]*")
CLAUSE = re.compile(r"((P22|S17|AP18|BURY|CYM)-[\w.]+(-\w)?|(AMB|GAP|CON)-\d\d)")
DUTIES = ("return_plr", "standards_coverage")
TOGETHER = "headline"  # stands for all measures
LONGEST_KEY = 40
LEAST_UNNAMED = 3
# A repeat that could make one long text take for ever. In brackets * and + stand for themselves.
UNBOUNDED = re.compile(r"(?<!\\)[*+](?![^\[\]]*\])|\{\d*,\}")


def check(book: Rulebook, place: Place) -> None:
    """Raises RulebookError for the first disagreement."""
    _clauses(book, place)
    _roles(book, place)
    _leading(book, place)
    _standards(book, place)
    _self_assessment(book, place)
    _record(book, place)
    _meetings(book, place)
    _grading(book, place)
    _measures(book, place)
    check_lengths(book, place)
    check_readings(book.readings, book, place / "readings")
    _owner_questions(book, place / "owner_questions")
    _exclusions(book, place)
    _self_regulation(book, place)
    _qai(book, place)
    _feedback(book, place / "feedback")
    check_assurance(book, place / "assurance")
    _identifiable(book, place)
    check_retention(book.retention, place / "retention")


def _clauses(entry: Any, place: Place) -> None:
    """Every clause of every entry, at whatever depth, reads like one."""
    if is_dataclass(entry):
        for field in fields(entry):
            value = getattr(entry, field.name)
            if field.name == "clause":
                _clause(value, place / "clause")
            _clauses(value, place / field.name)
    elif isinstance(entry, tuple):
        for number, item in enumerate(entry, start=1):
            _clauses(item, place / number)
    elif hasattr(entry, "items"):
        for key, item in entry.items():
            _clauses(item, place / key)


def _clause(value: str, place: Place) -> None:
    for part in value.split(", "):
        if not CLAUSE.fullmatch(part):
            raise place.error(f"{part!r} is not a clause", "Write it as P22-2.1c or AMB-12")


def _roles(book: Rulebook, place: Place) -> None:
    for key, role in book.roles.items():
        here = place / "roles" / key
        known([role.group], book.groups, here / "group", "group")
        known([role.family], book.families, here / "family", "family of standards")
        if not 1 <= role.starter_months < role.plr_months:
            raise (here / "starter_months").error(
                "is not shorter than plr_months", "Meet more often in the first months in post"
            )


def _leading(book: Rulebook, place: Place) -> None:
    ruled: set[str] = set()
    for number, rule in enumerate(book.leading, start=1):
        here = place / "leading" / number
        named = chain(rule.roles, rule.allowed, rule.with_reason)
        known(named, book.roles, here, "role")
        if twice := ruled.intersection(rule.roles):
            raise (here / "roles").error(
                f"two rules for {', '.join(sorted(twice))}", "Keep the role in one [[leading]]"
            )
        if both := set(rule.allowed) & set(rule.with_reason):
            raise (here / "with_reason").error(
                f"{', '.join(sorted(both))} is allowed as well", "Keep the role in one of the lists"
            )
        ruled.update(rule.roles)


def _standards(book: Rulebook, place: Place) -> None:
    for key, family in book.families.items():
        here = place / "families" / key
        for words in ("titles", "meanings", "indicators"):
            known(getattr(family, words), book.standards, here / words, "standard")
        known(family.group_indicators, book.groups, here / "group_indicators", "group")
        for standard in book.standards:
            if not family.indicators.get(standard):
                raise (here / "indicators" / standard).error(
                    "is missing", "Add the indicators of this standard"
                )


def _self_assessment(book: Rulebook, place: Place) -> None:
    for role in book.roles:
        seen: set[str] = set()
        for part in book.self_assessment_parts(role):
            for question in part.questions:
                here = place / "self_assessment" / part.key / question.key
                known(question.groups, book.groups, here / "groups", "group")
                if question.key in seen:
                    raise here.error(f"two questions for {role}", "Give each its own groups")
                seen.add(question.key)


def _record(book: Rulebook, place: Place) -> None:
    for key, section in book.record.items():
        here = place / "record" / key
        known(section.roles, book.roles, here / "roles", "role")
        known(section.groups, book.groups, here / "groups", "group")
        if section.part is not None:
            known([section.part], book.self_assessment, here / "part", "self-assessment part")
    _expression(book.case_reference.pattern, place / "case_reference" / "pattern")


def _meetings(book: Rulebook, place: Place) -> None:
    here, kinds = place / "meetings", book.choices.general_meeting_kinds
    known(book.meetings, kinds, here, "entry of choices.general_meeting_kinds")
    known(kinds, book.meetings, here, "kind of meeting that is described here")


def _grading(book: Rulebook, place: Place) -> None:
    here = place / "grading"
    points = [grade.points for grade in book.grades.values()]
    if points != sorted(set(points), reverse=True):
        raise (place / "grades").error("are not from best to worst", "Order them by points")
    known(book.grading.bands, book.grades, here / "bands", "grade")
    for number, limit in enumerate(book.grading.limits, start=1):
        known([limit.trigger, limit.at_most], book.grades, here / "limits" / number, "grade")
        if limit.standard is not None:
            known([limit.standard], book.standards, here / "limits" / number, "standard")
    if book.grading.standards_weight + book.grading.qai_weight != 1:
        raise here.error("the two weights do not make 1", 'Write for example "1/2" and "1/2"')


def _measures(book: Rulebook, place: Place) -> None:
    known(DUTIES, book.duties, place / "duties", "duty that is given")
    for key, measure in book.measures.items():
        if key == TOGETHER or len(key) > LONGEST_KEY:
            raise (place / "measures" / key).error("cannot be a key", "Use another, shorter word")
        ruled: set[str] = set()
        for number, rule in enumerate(measure.rules, start=1):
            here = place / "measures" / key / "rules" / number
            known(rule.roles, book.roles, here / "roles", "role")
            known(rule.groups, book.groups, here / "groups", "group")
            roles = {r.key for r in book.roles.values() if r.group in rule.groups} | {*rule.roles}
            if twice := ruled & roles:
                raise here.error(f"two rules for {', '.join(sorted(twice))}", "Keep one of them")
            ruled |= roles
            months = [column.months for column in rule.columns.values()]
            if not months or months != sorted(set(months)):
                raise (here / "columns").error("not from short to long", "Order them by months")


def _owner_questions(book: Rulebook, place: Place) -> None:
    for number, question in enumerate(book.owner_questions, start=1):
        check_setting(question.setting, book, place / number / "setting")


def _exclusions(book: Rulebook, place: Place) -> None:
    here = place / "exclusions" / "reasons"
    reasons = get_args(ExclusionReason)
    known(book.exclusions.reasons, reasons, here, "reason")
    known(reasons, book.exclusions.reasons, here, "reason that is given")


def _self_regulation(book: Rulebook, place: Place) -> None:
    rules, here = book.self_regulation, place / "self_regulation"
    grades = (rules.good, rules.consider_at_once, rules.consider_in_a_row)
    known(grades, book.grades, here, "grade")
    tools = (*rules.counting_tools, *rules.warning_tools)
    known(tools, book.choices.audit_tools, here, "audit tool")


def _qai(book: Rulebook, place: Place) -> None:
    qai, here = book.qai, place / "qai"
    for listed, entries in (
        ("audit_tools", "tools"),
        ("audit_sources", "sources"),
        ("observation_settings", "settings"),
    ):
        titles = getattr(book.choices, listed)
        known(getattr(qai, entries), titles, here / entries, f"entry of choices.{listed}")
        known(titles, getattr(qai, entries), here / entries, "entry that is described here")
    for key, domain in qai.domains.items():
        known([domain.standard], book.standards, here / "domains" / key / "standard", "standard")
    for kind, tools in (("tools", qai.tools), ("observations", qai.observations)):
        for key, tool in tools.items():
            _tool(tool, book, here / kind / key)
    for key, setting in qai.settings.items():
        known([setting.tool], qai.observations, here / "settings" / key / "tool", "tool")
        known(setting.roles, book.roles, here / "settings" / key / "roles", "role")
        known(setting.groups, book.groups, here / "settings" / key / "groups", "group")
    for key, source in qai.sources.items():
        known(source.tools, qai.tools, here / "sources" / key / "tools", "audit tool")
        known(source.roles, book.roles, here / "sources" / key / "roles", "role")
        known(source.grants, book.choices.grant_kinds, here / "sources" / key / "grants", "grant")
    known(qai.manager_share_roles, book.roles, here / "manager_share_roles", "role")


def _tool(tool: Tool, book: Rulebook, place: Place) -> None:
    known(tool.findings, book.qai.findings, place / "findings", "finding")
    known(tool.groups, book.groups, place / "groups", "group")
    seen: set[str] = set()
    for number, question in enumerate(tool.questions, start=1):
        here = place / "questions" / number
        known([question.domain], book.qai.domains, here / "domain", "domain")
        if not NAME.fullmatch(question.key):
            raise (here / "key").error(f"{question.key!r} is no name", "Use a to z and _ alone")
        if question.key in seen:
            raise (here / "key").error("is given twice", "Give each question its own key")
        seen.add(question.key)
    if missing := set(book.qai.domains) - set(tool.domains):
        raise (place / "questions").error(
            f"none about {', '.join(sorted(missing))}", "Ask at least one in each domain"
        )


def _feedback(book: Rulebook, place: Place) -> None:
    known(book.feedback.contribution_roles, book.roles, place / "contribution_roles", "role")
    if book.feedback.least_unnamed < LEAST_UNNAMED:
        raise (place / "least_unnamed").error(
            "fewer than three can be told apart", f"Write {LEAST_UNNAMED} or more"
        )


def _identifiable(book: Rulebook, place: Place) -> None:
    here = place / "identifiable" / "patterns"
    for number, entry in enumerate(book.identifiable.patterns, start=1):
        known([entry.kind], book.identifiable.kinds, here / number / "kind", "kind of mark")
        _expression(entry.pattern, here / number / "pattern")
        if UNBOUNDED.search(entry.pattern):
            raise (here / number / "pattern").error(
                "repeats without a bound", "Write {0,20} or the like in place of * or +"
            )
        if not re.search(entry.pattern, entry.example):
            raise (here / number).error("does not find its own example", "Correct one of them")


def _expression(pattern: str, place: Place) -> None:
    try:
        re.compile(pattern)
    except re.error as problem:
        raise place.error(f"not a regular expression: {problem}", "Correct it") from problem
