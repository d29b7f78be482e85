"""What is written in an audit or observation, and in the practitioner's part of it."""

from collections.abc import Sequence

from django import forms

from drafts.forms import ActionsForm, DayInput, DraftForm, choices_of
from govuk.forms import LongText, LongTextField, TextField
from people.models import Person
from policy.rulebook.qai import Tool
from qai.forms.themes import add_theme_fields, theme_fields
from qai.models import Tag, Theme


class PieceForm(ActionsForm):
    """The questions of one tool by domain, the findings, actions and the overall grade."""

    def __init__(
        self,
        data=None,
        *,
        tool: Tool,
        owners: Sequence[Person],
        themes: Sequence[Theme] = (),
        asks_alone: bool = False,
        **kwargs,
    ):
        self.tool, self.owners, self.themes = tool, owners, themes
        self.asks_alone = asks_alone
        super().__init__(data, **kwargs)

    def build(self) -> None:
        for key in self.tool.domains:
            self.add_domain(key)
        for key in self.finding_keys:
            finding = self.rulebook.qai.findings[key]
            self.add_text(f"texts-{key}", finding.title, finding.hint, rows=4)
            if key in Tag.Side:
                add_theme_fields(self, key, self.themes)
        self.add_discussion()
        self.add_actions()
        if self.tool.confirm:
            self.fields["confirm"] = forms.BooleanField(label=self.tool.confirm)
        if self.asks_alone:
            self.add_text("alone_reason", "Why do you finalise without it?", rows=2)
        self.fields["overall_grade"] = forms.ChoiceField(
            label="Overall grade",
            choices=choices_of(self.rulebook.grades),
            widget=forms.RadioSelect,
        )

    @property
    def finding_keys(self) -> list[str]:
        """Those that the tool needs, and strengths and learning in any case."""
        wanted = {*self.tool.findings, "strengths", "learning"}
        return [key for key in self.rulebook.qai.findings if key in wanted]

    def add_domain(self, key: str) -> None:
        title = self.rulebook.qai.domains[key].title
        answers = choices_of(self.rulebook.qai.answers)
        for question in self.tool.asks(key):
            self.add_choice(f"answers-{question.key}", question.text, answers)
        self.add_text(f"domains-{key}-notes", f"Notes on {title}", rows=5)
        self.add_choice(
            f"domains-{key}-grade", f"Grade for {title}", choices_of(self.rulebook.grades)
        )

    def add_discussion(self) -> None:
        self.fields["discussed_on"] = TextField(
            label="When did you discuss it with the practitioner?",
            widget=DayInput({"class": "govuk-input--width-10"}),
        )
        self.fields["discussion"] = LongTextField(
            label="What you said about it (optional)", widget=LongText(rows=2)
        )

    def sections(self) -> list[dict]:
        """The domains in order, each with its questions, its prompts and its fields."""
        standards = {entry.key: entry for entry in self.rulebook.standards_for(self.role)}
        domains = (self.rulebook.qai.domains[key] for key in self.tool.domains)
        return [
            {
                "domain": domain,
                "standard": standards[domain.standard],
                "questions": [self[f"answers-{one.key}"] for one in self.tool.asks(domain.key)],
                "notes": self[f"domains-{domain.key}-notes"],
                "grade": self[f"domains-{domain.key}-grade"],
            }
            for domain in domains
        ]

    def findings(self) -> list[dict]:
        return [
            {
                "key": key,
                "field": self[f"texts-{key}"],
                "themes": theme_fields(self, key, self.themes) if key in Tag.Side else None,
            }
            for key in self.finding_keys
        ]


class AmendmentForm(PieceForm):
    """The finalised piece again, and the reason for changing it; without its actions."""

    def build(self) -> None:
        self.add_text("amendment_reason", "Why do you amend it?", rows=3)
        super().build()

    def row_numbers(self, kind: str) -> list[int]:
        return []


class PartForm(DraftForm):
    """The practitioner's own words: on each domain, and on the work as a whole."""

    def __init__(self, data=None, *, tool: Tool, **kwargs):
        self.tool = tool
        super().__init__(data, **kwargs)

    def build(self) -> None:
        for key in self.tool.domains:
            self.add_text(f"domains-{key}", self.rulebook.qai.domains[key].title, rows=4)
        for key in ("strengths", "learning"):
            finding = self.rulebook.qai.findings[key]
            self.add_text(f"texts-{key}", finding.title, finding.hint, rows=4)

    def sections(self) -> list[dict]:
        return [
            {
                "domain": self.rulebook.qai.domains[key],
                "questions": self.tool.asks(key),
                "field": self[f"domains-{key}"],
            }
            for key in self.tool.domains
        ]

    def findings(self) -> list[forms.BoundField]:
        return [self["texts-strengths"], self["texts-learning"]]
