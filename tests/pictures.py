"""The pictures of the documents: whose screen of the demonstration each shows, and of which page.

`make pictures` takes them anew; the suite opens each page and looks that every picture is named.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from exchange.demo.situations import SITUATIONS
from people.models import Person
from qai.models import Audit
from supervision.models import PLR, MeetingDraft

NUMBERS = {situation.key: f"D{number:05}" for number, situation in enumerate(SITUATIONS, 1)}
Screen = tuple[Person, str]


@dataclass(frozen=True)
class Picture:
    """`height`: so much of the page is shown, in pixels, 1280 wide."""

    name: str
    screen: Callable[[], Screen]
    height: int = 760


def person(situation: str) -> Person:
    return Person.objects.get(staff_number=NUMBERS[situation])


def seen_by(situation: str, name: str, of: str = "") -> Callable[[], Screen]:
    """A page without a subject, or about the person in another situation."""
    return lambda: (person(situation), reverse(name, args=[person(of).pk] if of else []))


def plr_seen_by(situation: str, name: str, of: str, state: str) -> Callable[[], Screen]:
    """A page about the latest PLR in a state of whoever is in the situation `of`."""

    def screen() -> Screen:
        plr = PLR.objects.filter(reportee=person(of), state=state).latest("planned_for")
        return person(situation), reverse(name, args=[plr.pk])

    return screen


def audit_being_written() -> Screen:
    auditor = person("advisers")
    audit = Audit.objects.drafts().filter(auditor=auditor, format="normal").latest("pk")
    return auditor, reverse("qai:write", args=[audit.slug, audit.pk])


def session_being_written() -> Screen:
    draft = MeetingDraft.objects.filter(kind="group_supervision").earliest("pk")
    return draft.by, reverse("supervision:meeting_write", args=[draft.pk])


MANAGER = "twelve_reportees"
PICTURES = (
    Picture("home", seen_by("half_written", "home"), 900),
    Picture("team", seen_by(MANAGER, "home"), 1100),
    Picture(
        "self-assessment",
        plr_seen_by("half_written", "supervision:self_assessment", "half_written", "scheduled"),
    ),
    Picture("prepare", plr_seen_by(MANAGER, "supervision:prepare", "shared", "scheduled"), 900),
    Picture("record", plr_seen_by(MANAGER, "supervision:record", "unwritten", "held"), 900),
    Picture(
        "finished",
        plr_seen_by("unanswered", "supervision:finished", "unanswered", "finalised"),
        900,
    ),
    Picture("year", seen_by(MANAGER, "supervision:year")),
    Picture("meeting", session_being_written),
    Picture("audit", audit_being_written),
    Picture("self-regulation", seen_by(MANAGER, "supervision:self_regulation", "considered"), 1000),
    Picture("development-plan", seen_by("many_actions", "supervision:plan_of", "many_actions")),
    Picture("feedback", plr_seen_by(MANAGER, "supervision:feedback_ask", "shared", "scheduled")),
    Picture("readings", seen_by("half_written", "people:readings")),
    Picture("compliance", seen_by("director", "compliance:whole"), 900),
    Picture("samples", seen_by("disagreement", "assurance:home")),
)
