"""Entries of a rulebook about what is written: grades, standards, parts and sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Grade:
    key: str
    title: str
    points: int
    help: str
    clause: str


@dataclass(frozen=True)
class StandardEntry:
    """A service standard as most roles know it. A family may give it another title."""

    key: str
    title: str
    meaning: str
    clause: str


@dataclass(frozen=True)
class Family:
    """Roles with the same titles and indicators of the service standards.

    `group_indicators` are for one role group of the family only.
    """

    key: str
    title: str
    clause: str
    indicators: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    group_indicators: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Standard:
    """A service standard in the words for one role. `indicators` answer 'How do we know?'."""

    key: str
    title: str
    meaning: str
    indicators: tuple[str, ...]
    clause: str


@dataclass(frozen=True)
class Question:
    """One text of a self-assessment part. No groups: asked of everyone."""

    key: str
    label: str
    hint: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartEntry:
    """`texts` has questions only, `standards` self-grades, `actions` proposed actions as well."""

    title: str
    kind: Literal["texts", "standards", "actions"]
    clause: str
    questions: tuple[Question, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the self-assessment as one role sees it."""

    key: str
    title: str
    kind: Literal["texts", "standards", "actions"]
    hint: str
    questions: tuple[Question, ...]
    clause: str


@dataclass(frozen=True)
class Section:
    """A section of the PLR record. `part` is the self-assessment part shown beside it.

    `required`: the record is not finalised without it, or a reason. `advised`: pointed at.
    """

    key: str
    title: str
    hint: str
    kind: Literal["text", "case_samples", "standards", "actions"]
    needed: Literal["required", "advised"]
    clause: str
    part: str | None = None
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseReference:
    """What may stand in a case reference field: a number, never a name."""

    pattern: str
    hint: str
    error: str
    samples_per_plr: int
    clause: str


@dataclass(frozen=True)
class Choice:
    """One entry of a list that people choose from."""

    key: str
    title: str
    clause: str
    hint: str = ""


@dataclass(frozen=True)
class Choices:
    """The lists people choose from, each in the order shown."""

    action_categories: Mapping[str, Choice]
    general_meeting_kinds: Mapping[str, Choice]
    general_meeting_ways: Mapping[str, Choice]
    audit_tools: Mapping[str, Choice]
    audit_sources: Mapping[str, Choice]
    audit_formats: Mapping[str, Choice]
    observation_settings: Mapping[str, Choice]
    self_regulation_outcomes: Mapping[str, Choice]
    performance_matter_kinds: Mapping[str, Choice]
    grant_kinds: Mapping[str, Choice]
    unit_kinds: Mapping[str, Choice]
    cancellation_reasons: Mapping[str, Choice]
    action_prompts: Mapping[str, Choice]
