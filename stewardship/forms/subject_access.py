"""What is typed about a request, and what a reviewer decides, paragraph by paragraph."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from drafts.body import Body
from drafts.forms import DraftForm
from govuk.forms import DateField, GovukForm, LongTextField, TextField
from people.models import Person
from people.rules import book_on
from stewardship.collecting import Passage
from stewardship.copying import GIVE, OTHER
from stewardship.models import AccessRequest
from stewardship.queries.subject_access import person_with_staff_number

PLACES_SHOWN = 3
KEY = re.compile(r"(p[0-9a-f]{20})-(?:decision|reason)")


class RecordRequestForm(GovukForm):
    """Of somebody who asked otherwise than in their account."""

    staff_number = TextField(label="Staff number", help_text="Also of somebody who has left.")
    asked_on = DateField(label="The day on which they asked", past=True)
    way = forms.ChoiceField(
        label="How they asked",
        choices=[one for one in AccessRequest.Way.choices if one[0] != AccessRequest.Way.ACCOUNT],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any):
        self.by = by
        super().__init__(*args, **kwargs)

    def clean_staff_number(self) -> Person:
        person = person_with_staff_number(self.cleaned_data["staff_number"], keeper=self.by)
        if person is None:
            raise forms.ValidationError("Nobody whose register you keep has this staff number")
        return person


class ExtendForm(GovukForm):
    because = LongTextField(
        label="Why it is complex",
        help_text="The person reads this. They then have the answer three months after they asked.",
        limit=1000,
    )


class ReviewForm(DraftForm):
    """One choice for each paragraph. It keeps what was decided on other pages."""

    def __init__(self, data: Any = None, *, body: Body, passages: Iterable[Passage] = ()):
        self.passages = list(passages)
        self.before = body
        rulebook = book_on(timezone.localdate())
        super().__init__(data, rulebook=rulebook, role="", body=body)

    def build(self) -> None:
        reasons = self.rulebook.disclosure.blacking_out
        choices = [
            (GIVE, "Give"),
            *((reason, f"Black out: {reason}") for reason in reasons),
            (OTHER, "Black out for another reason"),
        ]
        for number, key in enumerate(self.keys(), start=1):
            self.add_choice(f"{key}-decision", f"Passage {number}", choices)
            self.add_line(f"{key}-reason", "Another reason")

    def keys(self) -> Sequence[str]:
        """Those of the page; of what was sent, those that came with it."""
        if self.passages:
            return [passage.key for passage in self.passages]
        return list(dict.fromkeys(m[1] for name in self.data if (m := KEY.fullmatch(name))))

    def body(self) -> Body:
        kept: dict[str, Any] = dict(self.before)
        for key in self.keys():
            decided = {
                part: self.cleaned_data.get(f"{key}-{part}") or ""
                for part in ("decision", "reason")
            }
            kept[key] = {part: text for part, text in decided.items() if text}
        return {key: entry for key, entry in kept.items() if entry}

    def rows(self, kind: str = "") -> list[Any]:
        return [
            {
                "passage": passage,
                "pieces": pieces_of(passage),
                "more_places": max(0, len(passage.places) - PLACES_SHOWN),
                "decision": self[f"{passage.key}-decision"],
                "reason": self[f"{passage.key}-reason"],
            }
            for passage in self.passages
        ]


def pieces_of(passage: Passage) -> list[tuple[str, bool]]:
    """The words, and whether each piece is a name."""
    if not passage.named:
        return [(passage.words, False)]
    named = "|".join(re.escape(name) for name in passage.named)
    pieces = re.split(rf"(?<!\w)({named})(?!\w)", passage.words)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]
