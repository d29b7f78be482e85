"""Asking others about a reportee, answering, and entering an answer in the record."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from govuk.dates import uk_date
from govuk.forms import DateField, GovukForm, LongText, LongTextField
from govuk.text import tidy_name, turns_direction
from people.models import Person
from policy.rulebook.feedback import Feedback
from supervision.actions import Asked

QUESTION_LIMIT, ANSWER_LIMIT, NAME_LIMIT, ADDRESS_LIMIT = 2_000, 20_000, 200, 254
ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")
# What a mail program may turn into a link: the name stands in a mail of ours.
LINK = re.compile(r"[:/\\@]|www\.|\w\.\w{2}", re.IGNORECASE)
NAMED, UNNAMED = "named", "unnamed"
PeopleAt = Callable[[Collection[str]], Mapping[str, Person]]


class AskForm(GovukForm):
    """`near`: colleagues to tick; `people_at` finds those who were typed by their address."""

    colleagues = forms.MultipleChoiceField(
        label="Colleagues in the team",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = LongTextField(
        label="Other people",
        help_text="One a line. Of a colleague the work email address is enough. Of people outside "
        "give the name as well, for example: Olu Court, olu@court.example",
        required=False,
        limit=QUESTION_LIMIT,
        widget=LongText(rows=4),
    )
    question = LongTextField(
        label="What do you ask?",
        help_text="They see this, the name of the reportee, and nothing else.",
        limit=QUESTION_LIMIT,
        widget=LongText(rows=4),
        error_messages={"required": "Enter what you ask"},
    )
    names = forms.ChoiceField(
        label="Do their names stand with what they write?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether names stand with the answers"},
    )
    closes_on = DateField(
        label="Until when can they answer?",
        error_messages={"required": "Enter the last day for answers"},
    )

    def __init__(
        self,
        *args: Any,
        near: Sequence[Person],
        people_at: PeopleAt,
        refused: Collection[int],
        rules: Feedback,
        today: date,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.near = {str(person.pk): person for person in near}
        self.people_at, self.refused = people_at, refused
        self.rules, self.today = rules, today
        self.fields["colleagues"].choices = [(key, one.name) for key, one in self.near.items()]
        if not near:
            del self.fields["colleagues"]
        least = rules.least_unnamed
        self.fields["names"].choices = [
            (NAMED, "Yes"),
            (UNNAMED, "No, nobody learns who wrote what"),
        ]
        hint = (
            f"Ask at least {least} colleagues. All answers are shown together, when the request is "
            f"closed and {least} or more colleagues have answered; people outside do not count "
            "towards them. Nobody is shown who has answered."
        )
        self.govuk = {**self.govuk, "names": {"item_hints": {UNNAMED: hint}}}

    def clean_others(self) -> list[Asked]:
        lines = [line for line in self.cleaned_data["others"].splitlines() if line.strip()]
        typed = [typed_in(line) for line in lines]
        known = self.people_at({email for email, _ in typed})
        return [self._asked(email, name, known.get(email)) for email, name in typed]

    def _asked(self, email: str, name: str, person: Person | None) -> Asked:
        if person is None:
            if not name:
                raise ValidationError(f"Give the name of {email}", code="name")
            return Asked(name=name, email=email)
        if person.pk in self.refused:
            raise ValidationError(f"{person} cannot be asked about this PLR", code="refused")
        if not person.is_active:
            raise ValidationError(f"{email} cannot be asked", code="refused")
        return Asked(person=person)

    def clean_closes_on(self) -> date:
        day, last = self.cleaned_data["closes_on"], self.rules.most_days_open
        latest = self.today + timedelta(days=last)
        if not self.today < day <= latest:
            between = f"after today and not after {uk_date(latest)}"
            raise ValidationError(f"The last day for answers must be {between}", code="range")
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        ticked = [Asked(person=self.near[key]) for key in given.get("colleagues", ())]
        if "others" not in given:
            return given
        asked = list({one.key: one for one in (*ticked, *given["others"])}.values())
        if not asked:
            self.add_error("others", "Choose or enter whom you ask")
        elif len(asked) > self.rules.most_asked:
            self.add_error("others", f"Ask {self.rules.most_asked} people at most")
        elif (
            given.get("names") == UNNAMED and self._colleagues_in(asked) < self.rules.least_unnamed
        ):
            least = self.rules.least_unnamed
            sentence = f"Ask at least {least} colleagues, or let names stand with the answers"
            self.add_error("names", sentence)
        return {**given, "asked": asked}

    def _colleagues_in(self, asked: Sequence[Asked]) -> int:
        """How many nobody can have made up."""
        return sum(one.person is not None for one in asked)


def typed_in(line: str) -> tuple[str, str]:
    """The address, in lower case, and the name beside it."""
    found = ADDRESS.search(line)
    if not found:
        raise ValidationError(f"“{line.strip()}” has no email address", code="address")
    email = found.group().lower()
    try:
        validate_email(email)
        MaxLengthValidator(ADDRESS_LIMIT)(email)
    except ValidationError:
        raise ValidationError(f"“{email}” is not an email address", code="address") from None
    name = (line[: found.start()] + line[found.end() :]).strip(" \t<>,;")
    if turns_direction(name) or len(name) > NAME_LIMIT:
        raise ValidationError(f"Type the name of {email} again", code="name")
    if LINK.search(tidy_name(name)):
        sentence = f"The name of {email} looks like a web address. Type the name alone"
        raise ValidationError(sentence, code="name")
    return email, tidy_name(name)


class FeedbackForm(GovukForm):
    text = LongTextField(
        label="Your answer",
        help_text="Leave out names of children and families, and case numbers.",
        limit=ANSWER_LIMIT,
        widget=LongText(rows=10),
        error_messages={"required": "Write your answer"},
    )


class EnterForm(GovukForm):
    text = LongTextField(
        label="What enters the record",
        help_text="Shorten it as you see fit. It goes below what stands in the section about "
        "feedback from others, where you can still change it.",
        limit=ANSWER_LIMIT,
        widget=LongText(rows=8),
        error_messages={"required": "Write what enters the record"},
    )
