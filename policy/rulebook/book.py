"""A whole policy, and what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from policy.rulebook.assurance import Assurance
from policy.rulebook.compliance import (
    DutyEntry,
    Exclusions,
    MeasureEntry,
    MeasureRule,
    QuickQA,
    SelfRegulation,
    Windows,
)
from policy.rulebook.disclosure import Disclosure
from policy.rulebook.feedback import Feedback
from policy.rulebook.judging import Cadence, Grading, Identifiable, Reminder
from policy.rulebook.meetings import MeetingKind
from policy.rulebook.people import (
    AbsenceKind,
    EmploymentType,
    LeadingRule,
    Meta,
    OwnerQuestion,
    Role,
    RoleGroup,
)
from policy.rulebook.qai import QualityAssurance, Setting, Tool
from policy.rulebook.readings import Reading
from policy.rulebook.record import (
    CaseReference,
    Choices,
    Family,
    Grade,
    Part,
    PartEntry,
    Section,
    Standard,
    StandardEntry,
)
from policy.rulebook.retention import Retention


@dataclass(frozen=True)
class Leading:
    """Whether one role may lead the PLR of another, and what to tell the planner."""

    outcome: Literal["allowed", "with_reason", "refused"]
    counts: bool
    sentence: str
    clause: str

    @property
    def refused(self) -> bool:
        return self.outcome == "refused"


@dataclass(frozen=True)
class Rulebook:
    """Look entries up by key: `book.roles["family_court_adviser"].title`."""

    name: str
    meta: Meta
    groups: Mapping[str, RoleGroup]
    roles: Mapping[str, Role]
    employment_types: Mapping[str, EmploymentType]
    leading: tuple[LeadingRule, ...]
    grades: Mapping[str, Grade]
    standards: Mapping[str, StandardEntry]
    families: Mapping[str, Family]
    self_assessment: Mapping[str, PartEntry]
    record: Mapping[str, Section]
    case_reference: CaseReference
    choices: Choices
    meetings: Mapping[str, MeetingKind]
    absence_kinds: Mapping[str, AbsenceKind]
    windows: Windows
    measures: Mapping[str, MeasureEntry]
    duties: Mapping[str, DutyEntry]
    exclusions: Exclusions
    self_regulation: SelfRegulation
    quick_qa: QuickQA
    qai: QualityAssurance
    assurance: Assurance
    grading: Grading
    cadence: Cadence
    feedback: Feedback
    disclosure: Disclosure
    reminders: Mapping[str, Reminder]
    identifiable: Identifiable
    retention: Retention
    readings: Mapping[str, Reading]
    owner_questions: tuple[OwnerQuestion, ...]

    def grade(self, key: str) -> Grade:
        return self.grades[key]

    def standards_for(self, role: str) -> tuple[Standard, ...]:
        """The six service standards in the titles and indicators of the role."""
        group = self.roles[role].group
        family = self.families[self.roles[role].family]
        extra = family.group_indicators.get(group, {})
        return tuple(
            Standard(
                key=entry.key,
                title=family.titles.get(entry.key, entry.title),
                meaning=family.meanings.get(entry.key, entry.meaning),
                indicators=family.indicators[entry.key] + extra.get(entry.key, ()),
                clause=entry.clause,
            )
            for entry in self.standards.values()
        )

    def self_assessment_parts(self, role: str) -> tuple[Part, ...]:
        """The parts in order, each with the questions put to this role."""
        group = self.roles[role].group
        return tuple(
            Part(
                key=key,
                title=entry.title,
                kind=entry.kind,
                hint=entry.hint,
                clause=entry.clause,
                questions=tuple(q for q in entry.questions if not q.groups or group in q.groups),
            )
            for key, entry in self.self_assessment.items()
        )

    def record_sections(self, role: str) -> tuple[Section, ...]:
        """The sections of the PLR record of somebody in this role, in order (P22-2.5, P22-2.6)."""
        group = self.roles[role].group
        return tuple(
            section
            for section in self.record.values()
            if (not section.roles and not section.groups)
            or role in section.roles
            or group in section.groups
        )

    def measure_rule(self, measure: str, role: str, case_holding: bool) -> MeasureRule | None:
        """The columns of a measure for somebody in this role. None: it is not for them (AMB-28)."""
        group = self.roles[role].group
        for rule in self.measures[measure].rules:
            if role in rule.roles or group in rule.groups:
                return rule if case_holding or not rule.case_holders else None
        return None

    def audit_tools_for(self, role: str) -> tuple[Tool, ...]:
        """The tools with which the work of somebody in this role is audited."""
        group = self.roles[role].group
        tools = self.qai.tools.values()
        return tuple(tool for tool in tools if not tool.groups or group in tool.groups)

    def settings_for(self, role: str) -> tuple[Setting, ...]:
        """Where somebody in this role is observed."""
        group = self.roles[role].group
        settings = self.qai.settings.values()
        return tuple(one for one in settings if role in one.roles or group in one.groups)

    def may_lead(self, reportee_role: str, leader_role: str) -> Leading:
        """Who leads whose PLR (P22-2.7a, P22-2.7d). Roles without a rule: anyone who manages."""
        rule = next((rule for rule in self.leading if reportee_role in rule.roles), None)
        if rule is None:
            return self._led_by_a_manager(leader_role)
        allowed = Leading("allowed", True, rule.sentence, rule.clause)
        if leader_role in rule.allowed:
            return allowed
        if leader_role in rule.with_reason:
            sentence = f"{rule.sentence} Say why {self._a(leader_role)} leads this one."
            return replace(allowed, outcome="with_reason", sentence=sentence)
        return replace(allowed, outcome="refused", counts=not rule.uncounted)

    def counts_when_led_by(self, reportee_role: str, leader_role: str) -> bool:
        """Whether a PLR on record counts, whoever led it (AMB-18)."""
        for rule in self.leading:
            if rule.uncounted and reportee_role in rule.roles:
                return leader_role in rule.allowed or leader_role in rule.with_reason
        return True

    def _led_by_a_manager(self, leader_role: str) -> Leading:
        role = self.roles[leader_role]
        if role.manages:
            return Leading("allowed", True, "A line manager leads the PLR.", "P22-2.13a")
        sentence = f"{self._a(leader_role).capitalize()} does not lead PLRs. Choose a line manager."
        return Leading("refused", True, sentence, "P22-2.13a")

    def _a(self, role: str) -> str:
        title = self.roles[role].title
        title = title if title[:2].isupper() else title[0].lower() + title[1:]
        return f"an {title}" if title[0].lower() in "aeiou" else f"a {title}"
