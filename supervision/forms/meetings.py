"""General meetings: with whom and when, what was said, and a change to what stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from drafts.forms import ActionsForm, DayInput, DraftForm, choice_field, choices_of
from govuk.forms import DateField, GovukForm, TextField
from people.models import Person
from policy.rulebook import Rulebook
from policy.rulebook.record import Choice
from supervision.models import GROUP

ATTENDED = [("yes", "Attended"), ("no", "Did not attend")]
CASE_LABEL = "Does it bear on a case? (optional)"
CASE_HINT = (
    "What is about a case belongs in the case file: record it there, and say here that you did. "
    "Give no name and no case number."
)
SUMMARY = {False: "Summary", True: "Shared summary"}


def held_on_field() -> DateField:
    return DateField(
        label="On which day did you meet?",
        help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the day of the meeting"},
        past=True,
    )


def taken(person: Person) -> forms.ValidationError:
    sentence = f"{person} has a meeting of this kind on that day already. Open that one instead"
    return forms.ValidationError(sentence, code="taken")


class MeetingForm(GovukForm):
    """`people`: those whom the writer leads or supervises."""

    person = forms.ChoiceField(
        label="Whom did you meet?", error_messages={"required": "Choose whom you met"}
    )
    kind = forms.ChoiceField(
        label="What kind of meeting was it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of meeting"},
    )
    way = forms.ChoiceField(
        label="How was it held?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was held"},
    )
    held_on = held_on_field()

    def __init__(self, *args: Any, people: Sequence[Person], book: Rulebook, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(key, person.name) for key, person in self.people.items()]
        self.fields["person"].choices = [("", "Choose a person"), *names]
        kinds = dict(book.choices.general_meeting_kinds)
        del kinds[GROUP]
        self.list_choices("kind", kinds)
        self.list_choices("way", book.choices.general_meeting_ways)

    def list_choices(self, name: str, entries: Mapping[str, Choice]) -> None:
        self.fields[name].choices = choices_of(entries)
        hints = {key: entry.hint for key, entry in entries.items() if entry.hint}
        self.govuk = {**self.govuk, name: {"item_hints": hints}}

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        person, day = given.get("person"), given.get("held_on")
        if person and day and day < person.joined:
            self.add_error("held_on", f"{person} had not joined yet on that day")
        return given

    def refuse_day(self, person: Person) -> None:
        self.add_error("kind", taken(person))


class KindForm(GovukForm):
    """Which kind a list shows."""

    kind = forms.ChoiceField(label="Kind", required=False)

    def __init__(self, *args: Any, book: Rulebook, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kinds = choices_of(book.choices.general_meeting_kinds)
        self.fields["kind"].choices = [("", "All"), *kinds]

    def chosen(self) -> str:
        """Empty for all, and for a kind that there is not."""
        self.full_clean()
        return self.cleaned_data.get("kind", "")


class GroupForm(GovukForm):
    """Who was to take part in a session of group supervision, and its day."""

    people = forms.MultipleChoiceField(
        label="Who was to take part?",
        help_text="Choose everybody. You say next who attended.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who was to take part"},
    )
    held_on = held_on_field()

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {str(person.pk): person for person in people}
        self.fields["people"].choices = [(key, one.name) for key, one in self.known.items()]

    def clean_people(self) -> list[Person]:
        return [self.known[key] for key in self.cleaned_data["people"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        day: date | None = given.get("held_on")
        late = [one.name for one in given.get("people", ()) if day and day < one.joined]
        if late:
            self.add_error("held_on", f"Not yet joined on that day: {', '.join(late)}")
        return given


class WritingForm(DraftForm):
    """The texts that every general meeting has."""

    def texts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("texts-")]

    def add_texts(self, *, group: bool) -> None:
        hint = "Everybody who was to take part reads it." if group else ""
        self.add_text("texts-summary", SUMMARY[group], hint, rows=8)
        self.add_text("texts-case", CASE_LABEL, CASE_HINT, rows=2)


class OneToOneForm(WritingForm, ActionsForm):
    def __init__(self, data: Any = None, *, owners: Sequence[Person], kind: str, **kwargs: Any):
        self.owners, self.kind = owners, kind
        super().__init__(data, **kwargs)

    def build(self) -> None:
        self.add_texts(group=False)
        self.add_actions()
        if self.rulebook.meetings[self.kind].follow_up:
            self.fields["follow_up-due"] = TextField(
                label="Come back to it on (optional)",
                help_text="You are reminded on your home page. Nobody else is.",
                widget=DayInput(),
            )

    @property
    def follow_up(self) -> forms.BoundField | None:
        return self["follow_up-due"] if "follow_up-due" in self.fields else None

    def action_fields(self) -> dict[str, forms.Field]:
        standards = self.rulebook.standards_for(self.role) if self.role else ()
        titles = [(standard.key, standard.title) for standard in standards]
        return {**super().action_fields(), "standard": choice_field("Standard", titles)}


class SessionForm(WritingForm, ActionsForm):
    """Themes and a shared summary; of each participant whether they came, and their words.

    Whoever has to do an action has it in their own record and plan.
    """

    def __init__(self, data: Any = None, *, people: Sequence[Person], **kwargs: Any):
        self.people = self.owners = people
        super().__init__(data, **kwargs)

    def build(self) -> None:
        hint = "National themes and those of the group. Everybody who was to take part reads them."
        self.add_text("texts-themes", "Themes", hint, rows=3)
        self.add_texts(group=True)
        for person in self.people:
            self.fields[f"people-{person.pk}-attended"] = forms.ChoiceField(
                label=f"Did {person} attend?", choices=ATTENDED, widget=forms.RadioSelect
            )
            label = f"What {person} contributed"
            self.add_text(f"people-{person.pk}-contribution", label, rows=3)
        self.add_actions()

    def rows_of_people(self) -> list[dict[str, Any]]:
        return [
            {
                "person": person,
                "attended": self[f"people-{person.pk}-attended"],
                "contribution": self[f"people-{person.pk}-contribution"],
            }
            for person in self.people
        ]


class MeetingAmendmentForm(WritingForm):
    """What stands, and the reason for changing it. Of a session this person's record alone."""

    def __init__(self, data: Any = None, *, group: bool, attended: bool, **kwargs: Any):
        self.group, self.attended = group, attended
        super().__init__(data, **kwargs)

    def build(self) -> None:
        self.add_text("amendment_reason", "Why do you amend it?", rows=3)
        if self.group:
            self.add_text("texts-themes", "Themes", rows=3)
        self.add_texts(group=self.group)
        if self.group and self.attended:
            self.add_text("texts-contribution", "Contribution", rows=3)
