"""A person before a browser: looks, thinks, types, and notes what was answered."""

import json
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crowd.browser import Answer, Browser
from crowd.cast import Part

# As the page tries again by itself (static/src/js/autosave.js).
TRY_AGAIN_AFTER = 15.0


@dataclass(frozen=True)
class Visit:
    journey: str
    what: str
    status: int
    seconds: float
    is_polite: bool = False

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 400


class Visitor:
    """`pace`: 1 thinks like people, 0 not at all."""

    def __init__(
        self, part: Part, port: Callable[[], int], ended: threading.Event, *, pace: float = 1.0
    ) -> None:
        self.part, self.ended, self.pace = part, ended, pace
        self.browser = Browser(port, part.cookie)
        self.visits: list[Visit] = []
        self.version = part.page.before if part.page else 0
        self.unsaved = ""
        self.conflicts = 0
        self.patience = TRY_AGAIN_AFTER

    def think(self, least: float, most: float) -> None:
        """Seconds; those of somebody who was asked to come again are their own."""
        self.ended.wait(self.pace * random.uniform(least, most))

    def look(self, path: str, what: str) -> Answer:
        return self.noted(self.browser.get(path), what)

    def noted(self, answer: Answer, what: str) -> Answer:
        polite = answer.is_refused_politely
        self.visits.append(Visit(self.part.journey, what, answer.status, answer.seconds, polite))
        return answer

    def save(self, draft_path: str) -> bool:
        """What the page sends by itself; what was not answered is sent again as it was."""
        answer = self.noted(self.browser.save(draft_path, self.form()), "autosave")
        if answer.status == 200:
            self.has_saved(json.loads(answer.content)["version"])
        elif answer.status == 409:
            self.conflicts += 1
        else:
            self.ended.wait(min(self.patience, TRY_AGAIN_AFTER))
        return answer.status == 200

    def press(self, path: str, then: Mapping[str, str]) -> bool:
        """The button below the form."""
        answer = self.noted(self.browser.send(path, {**self.form(), **then}), "button")
        if answer.status == 302:
            self.has_saved(self.version + 1)
        return answer.status == 302

    def form(self) -> dict[str, str]:
        page = self.part.page
        if not page:
            raise LookupError("who has no draft saves nothing")
        self.unsaved = self.unsaved or page.next()
        return {"version": str(self.version), self.part.field: self.unsaved}

    def has_saved(self, version: int) -> None:
        self.version, self.unsaved = version, ""
        if self.part.page:
            self.part.page.saved += 1

    @property
    def is_over(self) -> bool:
        return self.ended.is_set()


def until(ended: threading.Event, seconds: float) -> None:
    """Waits in short steps, so that Ctrl-C is heard."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not ended.is_set():
        ended.wait(0.5)
