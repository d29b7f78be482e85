"""What whoever writes up a general meeting has before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from people.models import Person
from people.rules import book_on
from policy.completeness import Gap
from policy.meeting_gaps import gaps_in_group, gaps_in_meeting
from policy.rulebook import Rulebook
from supervision.forms.meetings import ATTENDED, OneToOneForm, SessionForm
from supervision.meeting_words import MeetingInWords, draft_in_words
from supervision.models import MeetingDraft
from supervision.queries.meetings import on_record


@dataclass(frozen=True)
class MeetingDesk:
    draft: MeetingDraft
    book: Rulebook
    people: Sequence[Person]

    @property
    def title(self) -> str:
        return self.book.choices.general_meeting_kinds[self.draft.kind].title

    @property
    def names(self) -> dict[int, str]:
        return {person.pk: person.name for person in self.people}

    def form(self, data: Mapping[str, Any] | None = None) -> OneToOneForm | SessionForm:
        known = {"rulebook": self.book, "body": self.draft.body}
        person = self.draft.person
        if person is None:
            return SessionForm(data, people=self.people, role="", **known)
        owners = [person, self.draft.by]
        role = person.reach.role or ""
        return OneToOneForm(data, owners=owners, kind=self.draft.kind, role=role, **known)

    def gaps(self, *, today: date) -> tuple[Gap, ...]:
        if self.draft.is_group:
            gaps = gaps_in_group(self.draft.body, names=self.names, today=today)
        else:
            gaps = gaps_in_meeting(self.draft.body, today=today)
        there = ", ".join(person.name for person in on_record(self.draft))
        if not there:
            return gaps
        sentence = f"A meeting of this kind on that day is on record already: {there}"
        return (Gap(("texts", "summary"), sentence, "P22-2.9f"), *gaps)

    def in_words(self) -> MeetingInWords:
        """The draft as it will be read; of a session what all of them read."""
        names = {**self.names, self.draft.by_id: self.draft.by.name}
        return draft_in_words(self.draft.body, names=names, book=self.book)

    def each_in_words(self) -> list[dict[str, str]]:
        """Of a session what each participant alone reads beside it."""
        said = self.draft.body.get("people", {})
        words = dict(ATTENDED)
        return [
            {
                "name": person.name,
                "attended": words.get(said.get(str(person.pk), {}).get("attended", ""), ""),
                "contribution": said.get(str(person.pk), {}).get("contribution", ""),
            }
            for person in self.people
        ]


def desk_for(draft: MeetingDraft) -> MeetingDesk:
    return MeetingDesk(draft=draft, book=book_on(draft.held_on), people=draft.people)
