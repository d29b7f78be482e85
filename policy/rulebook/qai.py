"""Entries of a rulebook about audits and observations: tools, sources, settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Domain:
    """A part of practice that is graded. `standard`: the one whose indicators are its prompts."""

    key: str
    title: str
    standard: str
    clause: str


@dataclass(frozen=True)
class Finding:
    """A text about the whole piece of work: strengths, learning, impact."""

    key: str
    title: str
    hint: str
    clause: str


@dataclass(frozen=True)
class ToolQuestion:
    """One thing that is looked at. Tools with the same key ask the same, so an answer is kept."""

    key: str
    domain: str
    text: str


@dataclass(frozen=True)
class Tool:
    """`title` is what a page about one is called; `notes` whether each domain needs some in words.

    `findings` are needed before finalising. `confirm` is a sentence that the auditor ticks. No
    groups: for everybody's work.
    """

    key: str
    title: str
    questions: tuple[ToolQuestion, ...]
    findings: tuple[str, ...]
    notes: Literal["required", "optional"]
    clause: str
    formats: bool = False
    confirm: str = ""
    groups: tuple[str, ...] = ()

    @property
    def domains(self) -> tuple[str, ...]:
        """In the order in which their first question comes."""
        return tuple(dict.fromkeys(question.domain for question in self.questions))

    def asks(self, domain: str) -> tuple[ToolQuestion, ...]:
        return tuple(question for question in self.questions if question.domain == domain)


@dataclass(frozen=True)
class Setting:
    """Where work is observed, with which questions, and whose. `case`: has it a case reference?"""

    key: str
    tool: str
    case: Literal["optional", "none"]
    clause: str
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """In whose name work is looked at, and who may.

    `own_people`: line managers and practice supervisors, of those they work with. `roles`: posts
    over the part of the organisation. `grants`: dated permissions for it. `observes`: may observe
    as well as audit. `discussion`: with the practitioner, before it is finalised.
    """

    key: str
    tools: tuple[str, ...]
    discussion: Literal["required", "advised"]
    clause: str
    own_people: bool = False
    roles: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    observes: bool = False


@dataclass(frozen=True)
class Answer:
    key: str
    title: str


@dataclass(frozen=True)
class QualityAssurance:
    """How audits and observations are recorded. `titles` of tools, sources, settings: choices."""

    domains: Mapping[str, Domain]
    answers: Mapping[str, Answer]
    findings: Mapping[str, Finding]
    tools: Mapping[str, Tool]
    observations: Mapping[str, Tool]
    settings: Mapping[str, Setting]
    sources: Mapping[str, Source]
    manager_share_percent: int
    manager_share_roles: tuple[str, ...]
    clause: str
