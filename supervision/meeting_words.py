"""A general meeting in words, to be read from top to bottom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policy.rulebook import Rulebook
from supervision.models import GeneralMeeting, GeneralMeetingContent
from supervision.words import actions_in_words

TITLES = {
    "themes": "Themes",
    "summary": "Summary",
    "contribution": "Contribution",
    "case": "Does it bear on a case?",
}


@dataclass(frozen=True)
class MeetingInWords:
    """`texts`: title and text of each part in which something is written."""

    texts: Sequence[tuple[str, str]]
    actions: Sequence[Mapping[str, Any]] = ()

    @property
    def is_empty(self) -> bool:
        return not self.texts and not self.actions


def texts_in_words(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(title, texts[key]) for key, title in TITLES.items() if texts.get(key)]


def meeting_in_words(content: GeneralMeetingContent, book: Rulebook) -> MeetingInWords:
    """The related rows of the meeting are at hand."""
    meeting = content.meeting
    names = {one.pk: one.name for one in (meeting.person, meeting.recorded_by)}
    return MeetingInWords(
        texts=texts_in_words(content.texts),
        actions=actions_in_words(content.body, names=names, book=book),
    )


def draft_in_words(
    body: Mapping[str, Any], *, names: Mapping[int, str], book: Rulebook
) -> MeetingInWords:
    """What all participants read."""
    return MeetingInWords(
        texts=texts_in_words(body.get("texts", {})),
        actions=actions_in_words(body, names=names, book=book),
    )


def kind_of(meeting: GeneralMeeting, book: Rulebook) -> str:
    return book.choices.general_meeting_kinds[meeting.kind].title
