"""Somebody who saves again and again, sends again what was not answered, and signs in again."""

import threading
import time
from collections.abc import Callable

from django.db import connections

from bench.pages import cookie_for
from crowd.browser import Answer
from crowd.cast import Part, found
from crowd.ledger import Found, Page
from crowd.visitor import Visitor
from supervision.models import PLR

PAUSE = (0.05, 0.3)
SIGNED_OUT = 401
TRY_AGAIN_AFTER = 0.5


class Typist(Visitor):
    def __init__(self, part: Part, port: Callable[[], int], ended: threading.Event) -> None:
        super().__init__(part, port, ended)
        self.patience = TRY_AGAIN_AFTER
        self.saved_at = 0.0
        self.signed_in_again = 0
        self.forgets = False

    def type(self) -> None:
        while not self.is_over:
            self.once()
            self.think(*PAUSE)

    def once(self) -> None:
        if self.save_a_version():
            self.saved_at = time.monotonic()
        elif self.visits[-1].status == SIGNED_OUT:
            self.sign_in_again()

    def save_a_version(self) -> bool:
        return self.save(f"{self.part.path}self-assessment/draft/")

    def sign_in_again(self) -> None:
        """The page keeps what was typed; a control forgets it."""
        connections.close_all()
        self.browser.cookie = self.part.cookie = cookie_for(self.part.person)
        self.signed_in_again += 1
        if self.forgets:
            self.unsaved = ""

    def finish(self, seconds: float = 30.0) -> None:
        """Whatever is on the page is saved before it is closed."""
        deadline = time.monotonic() + seconds
        while self.unsaved and time.monotonic() < deadline:
            self.once()
            time.sleep(TRY_AGAIN_AFTER if self.unsaved else 0)

    def found(self) -> Found:
        return found(self.part)


class Mover(Typist):
    """Changes where a meeting is, again and again, of which the reportee is told each time."""

    def save_a_version(self) -> bool:
        answer = self.noted(self.browser.send(f"{self.part.path}move/", self.form()), "move")
        return self.has_moved(answer)

    def has_moved(self, answer: Answer) -> bool:
        if answer.status == 302:
            self.has_saved(self.version + 1)
        else:
            self.ended.wait(self.patience)
        return answer.status == 302

    def form(self) -> dict[str, str]:
        plr, day = self.part.plr, self.part.plr.planned_for
        place = super().form()[self.part.field]
        return {
            "planned_for_day": str(day.day),
            "planned_for_month": str(day.month),
            "planned_for_year": str(day.year),
            "starts_at": "",
            "led_by": str(plr.led_by_id),
            "joined_by": "nobody",
            "reason": "",
            "place": place,
        }

    def found(self) -> Found:
        plr = PLR.objects.get(pk=self.part.plr.pk)
        return Found(plr.sequence, plr.place)


def moving(part: Part) -> Part:
    """Of a part that manages: the same PLR, as something to be moved."""
    page = Page(before=part.plr.sequence, length=100)
    return Part("moves", cookie_for(part.person), part.person, part.plr, None, "place", page)
