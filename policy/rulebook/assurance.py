"""Entries of a rulebook about the checks on the checkers: programmes, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Programme:
    """One kind of task that comes back.

    `of`: a PLR, an audit in the name of heads of practice, or a case file, each drawn; an audit of
    an `area` that its head does; a `review` that is planned and written up.
    `owed_by`: each person in one of the `roles` or with one of the `permissions`, or each area.
    `draw_after_days`: days after the beginning of the period. `look_back_months`: how old what is
    drawn may be; none: from the period itself. `stratified`: each team has the same chance.
    `second_marker`: who with that permission marks as well, blind to the first.
    """

    key: str
    title: str
    what: str
    of: Literal["plr", "audit", "case", "area", "review"]
    period: Literal["month", "quarter", "year"]
    owed_by: Literal["person", "area", "organisation"]
    clause: str
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    social_work_qualified: bool = False
    form: str = ""
    draw_after_days: int = 0
    look_back_months: int = 0
    stratified: bool = False
    second_marker: str = ""

    @property
    def is_drawn(self) -> bool:
        return self.of in ("plr", "audit", "case")

    @property
    def is_marked(self) -> bool:
        return bool(self.form)


@dataclass(frozen=True)
class FormQuestion:
    key: str
    text: str
    clause: str


@dataclass(frozen=True)
class Judgement:
    key: str
    title: str


@dataclass(frozen=True)
class Form:
    """What a sampler is asked about a record, and never about the person."""

    key: str
    title: str
    questions: tuple[FormQuestion, ...]
    judgements: Mapping[str, Judgement]
    clause: str


@dataclass(frozen=True)
class Reason:
    """Why a sample is handed back. `offered`: to the sampler; else the system alone gives it."""

    key: str
    title: str
    offered: bool = False


@dataclass(frozen=True)
class Assurance:
    """`scores`: the word for 0, 1 and 2. `least_months`: of a period, for a task to be owed."""

    programmes: Mapping[str, Programme]
    forms: Mapping[str, Form]
    scores: tuple[str, ...]
    reasons: Mapping[str, Reason]
    same_person_months: int
    least_months: int
    grant_days: int
    keepers: tuple[str, ...]
    clause: str
