from collections.abc import Sequence

from django import forms

from drafts.forms import DayInput, choice_field, choices_of
from govuk.forms import LongText, LongTextField, TextField
from people.models import Person
from policy.rulebook.record import Section
from supervision.forms.draft import StandardsForm
from supervision.models import ActionContent, ActionNote

OUTCOMES = [
    (ActionNote.Kind.DONE, "Done"),
    (ActionNote.Kind.CARRIED, "Carry forward"),
    (ActionNote.Kind.DROPPED, "Drop"),
]


class RecordForm(StandardsForm):
    """The sections of policy 2.6 for one role, open and new actions, and the overall grade."""

    def __init__(
        self,
        data=None,
        *,
        owners: Sequence[Person],
        open_actions: Sequence[ActionContent],
        asks_leader_reason: bool = False,
        self_assessed: bool = True,
        **kwargs,
    ):
        self.owners, self.open_actions = owners, open_actions
        self.asks_leader_reason, self.self_assessed = asks_leader_reason, self_assessed
        super().__init__(data, **kwargs)

    def build(self) -> None:
        for section in self.rulebook.record_sections(self.role):
            self.add_section(section)
        for action in self.open_actions:
            self.add_choice(f"reviews-{action.pk}-status", "What became of it", OUTCOMES)
            self.fields[f"reviews-{action.pk}-due"] = TextField(
                label="New date, if it is carried forward", widget=DayInput()
            )
            self.add_text(f"reviews-{action.pk}-note", "Note, and the impact it had", rows=2)
        self.add_actions()
        if self.asks_leader_reason:
            self.add_text("leader_reason", "Why do you lead this PLR?", rows=2)
        grades = choices_of(self.rulebook.grades)
        self.fields["overall_grade"] = forms.ChoiceField(
            label="Overall grade for the period", choices=grades, widget=forms.RadioSelect
        )
        self.fields["override_evidence"] = LongTextField(
            label="Your evidence, if you choose another grade than the proposed one",
            widget=LongText(rows=3),
        )

    def add_section(self, section: Section) -> None:
        if section.kind == "standards":
            self.add_standards()
        elif section.kind == "case_samples":
            for number in range(self.rulebook.case_reference.samples_per_plr):
                label = f"Case reference {number + 1}"
                self.add_line(f"cases-{number}", label, self.rulebook.case_reference.hint)
        if section.kind in ("text", "case_samples"):
            self.add_text(f"texts-{section.key}", self.label_of(section), section.hint)

    def label_of(self, section: Section) -> str:
        if section.key == "self_assessment_review" and not self.self_assessed:
            return "Why was there no self-assessment?"
        return "What the cases showed" if section.kind == "case_samples" else section.title

    def action_fields(self) -> dict[str, forms.Field]:
        standards = [(s.key, s.title) for s in self.rulebook.standards_for(self.role)]
        return {**super().action_fields(), "standard": choice_field("Standard", standards)}

    def sections(self) -> list[dict]:
        """The sections in order, each with what is written in it."""
        return [
            {
                "section": section,
                "text": self.fields.get(f"texts-{section.key}") and self[f"texts-{section.key}"],
                "cases": [self[name] for name in self.fields if name.startswith("cases-")]
                if section.kind == "case_samples"
                else [],
            }
            for section in self.rulebook.record_sections(self.role)
        ]

    def reviews(self) -> list[dict]:
        return [
            {
                "action": action,
                "status": self[f"reviews-{action.pk}-status"],
                "due": self[f"reviews-{action.pk}-due"],
                "note": self[f"reviews-{action.pk}-note"],
            }
            for action in self.open_actions
        ]
