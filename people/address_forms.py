"""What HR does with the new addresses that wait."""

from collections.abc import Iterable
from typing import Any

from django import forms

from govuk.dates import uk_moment
from govuk.forms import GovukForm
from people.access import may_confirm_new_address
from people.models import NewAddress, Person
from people.queries.addresses import is_taken


class NewAddressesForm(GovukForm):
    """`by`: who answers. A choice holds the address too, so that nobody answers to another one."""

    CONFIRM, REFUSE = "confirm", "refuse"

    chosen = forms.MultipleChoiceField(
        label="Which addresses?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one address",
            "invalid_choice": "One of them is not as it was. Look at the list again",
        },
    )
    answer = forms.ChoiceField(
        choices=[(CONFIRM, "Confirm"), (REFUSE, "Refuse")],
        error_messages={"required": "Press Confirm or Refuse"},
    )

    def __init__(self, *args: Any, waiting: Iterable[NewAddress], by: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by = by
        self.offered = {f"{new.pk} {new.address}": new for new in waiting}
        self.fields["chosen"].choices = [(key, words(new)) for key, new in self.offered.items()]

    def clean_chosen(self) -> list[NewAddress]:
        return [self.offered[key] for key in self.cleaned_data["chosen"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("answer") == self.CONFIRM:
            for new in given.get("chosen", ()):
                if problem := self.problem_of(new):
                    self.add_error("chosen", f"{new.person.name}: {problem}")
        return given

    def problem_of(self, new: NewAddress) -> str:
        if not may_confirm_new_address(self.by, new):
            return "you entered it, so somebody else confirms it"
        return "somebody else has that address" if is_taken(new) else ""


def words(new: NewAddress) -> str:
    asked_by = new.asked_by.name if new.asked_by else "the command that imports"
    return (
        f"{new.person.name}, {new.person.staff_number}: {new.person.email} becomes {new.address}."
        f" Entered by {asked_by}, {uk_moment(new.asked_at)}"
    )
