from collections.abc import Collection, Mapping

from django import forms

from govuk.forms import GovukForm, LongText, LongTextField
from policy.rulebook import Rulebook
from supervision.models import Action


class NoteForm(GovukForm):
    text = LongTextField(
        label="What has moved?",
        widget=LongText(rows=3),
        error_messages={"required": "Write what has moved"},
    )


class CloseForm(GovukForm):
    state = forms.ChoiceField(
        label="What became of it?",
        choices=[(Action.State.DONE, "It is done"), (Action.State.DROPPED, "It is dropped")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of the action"},
    )
    impact = LongTextField(
        label="What difference did it make, or why is it dropped?",
        widget=LongText(rows=3),
        error_messages={"required": "Write what difference it made, or why it is dropped"},
    )


class NarrowForm(GovukForm):
    """In the address of the page. What cannot be chosen narrows nothing.

    `sources`: what actions come from; `standards`: the keys of those that they are about.
    """

    source = forms.ChoiceField(label="From", required=False)
    standard = forms.ChoiceField(label="Standard", required=False)

    def __init__(
        self,
        *args,
        sources: Mapping[str, str],
        standards: Collection[str],
        book: Rulebook,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        titles = [(key, one.title) for key, one in book.standards.items() if key in standards]
        self.fields["source"].choices = [("", "Everything"), *sources.items()]
        self.fields["standard"].choices = [("", "All"), *titles]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
