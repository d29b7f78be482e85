"""Walks through the site as each visitor, and keeps every word that comes out of it."""

import io
import logging
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from notices.models import Notice, OutsideMessage
from people.models import AuditEvent, Person, Reading, SignIn
from plr_site.metrics import counted, generate_latest
from tests.security.pages import Page
from tests.security.servers import Broker, DatabaseLog
from tests.security.typing_in import sent_and_undone
from tests.visiting import signed_in

WORD = re.compile(r"zq[b-df-hj-np-tv-xz]{8}")
MOST_LINKS_OF_A_PAGE = 3
NEVER_FOLLOWED = ("/sign-out/",)
LOGGED = (Notice, OutsideMessage, AuditEvent, Reading, SignIn)


def words_in(text: str) -> set[str]:
    return set(WORD.findall(text))


def text_of(response: HttpResponse) -> str:
    """Of a page, a PDF, a spreadsheet, a calendar or data."""
    content = response.getvalue()
    kind = response.headers.get("Content-Type", "")
    if "pdf" in kind:
        pages = PdfReader(io.BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages).replace("-\n", "")
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode() for name in parts.namelist())
    return content.decode(errors="replace")


class Heard(logging.Handler):
    """Every logger of the process at its most talkative."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = [record.getMessage(), str(record.__dict__.get("exc_text"))]
        self.lines.append(" ".join([*said, str(record.exc_info and record.exc_info[1])]))


@contextmanager
def hearing() -> Iterator[Heard]:
    """But for the templates', which prints all that a page was given: nowhere is it turned on."""
    heard = Heard()
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    loggers = [logging.root, *(one for one in named if not one.name.startswith("django.template"))]
    ends = [one for one in loggers if one is logging.root or not one.propagate]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    for one in ends:
        one.addHandler(heard)
    logging.getLogger("django.template").setLevel(logging.INFO)
    try:
        yield heard
    finally:
        for one in ends:
            one.removeHandler(heard)
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)


class Sweep:
    """`shown`: by visitor, the words on pages. `elsewhere`: by place, those that went further."""

    def __init__(self) -> None:
        self.shown: defaultdict[int, set[str]] = defaultdict(set)
        self.elsewhere: defaultdict[str, set[str]] = defaultdict(set)
        self.pages = self.posts = self.queued = self.errors = 0

    def walk(self, person: Person, urls: Iterable[str], *, typing: str = "") -> None:
        """Each address; with a word to type also what pages lead to, and every form on them."""
        client = signed_in(person)
        waiting, met = list(urls), set(urls)
        while waiting:
            url = waiting.pop()
            response = client.get(url)
            text = self.note(person.pk, response)
            if not typing or "html" not in response.headers.get("Content-Type", ""):
                continue
            page = Page(text)
            new = set(links_of(url, page)) - met
            met |= new
            waiting += sorted(new)
            self.type_into(person, client, url, page, typing)
        self.elsewhere["addresses"] |= words_in(" ".join(met))

    def write(self, person: Person, urls: Iterable[str], word: str) -> None:
        """Every form of these pages alone."""
        client = signed_in(person)
        for url in urls:
            page = Page(self.note(person.pk, client.get(url)))
            self.type_into(person, client, url, page, word)

    def type_into(self, person: Person, client: Client, url: str, page: Page, word: str) -> None:
        for form in page.forms:
            if response := sent_and_undone(client, url, form, word):
                self.posts += 1
                self.note(person.pk, response)

    def note(self, reader: int, response: HttpResponse) -> str:
        self.pages += 1
        text = text_of(response)
        self.shown[reader] |= words_in(text)
        head = words_in(f"{response.headers} {response.cookies}")
        place = response.request["PATH_INFO"]
        self.elsewhere["headers, cookies and redirects"] |= {f"{place} {word}" for word in head}
        title = text.partition("<title>")[2].partition("</title>")[0]
        self.elsewhere["titles"] |= words_in(title)
        return text

    def break_rules(self, rows: Iterable[tuple[str, Any]]) -> None:
        """Each row comes without what it has to have, and the database refuses it."""
        for label, pk in rows:
            model = apps.get_model(label)
            columns = (one for one in model._meta.concrete_fields if not one.primary_key)
            needed = next(one.name for one in columns if not one.null)
            with suppress(IntegrityError), transaction.atomic():
                model._base_manager.filter(pk=pk).update(**{needed: None})

    def look_beside(self, logs: Heard, database: DatabaseLog, broker: Broker) -> None:
        """At what is kept, sent, queued, counted and logged."""
        self.queued = broker.waiting()
        self.elsewhere["the broker"] |= words_in(broker.text())
        self.errors = database.text().count(" ERROR: ")
        self.elsewhere["the log of the database"] |= words_in(database.text())
        self.elsewhere["mails"] |= words_in(" ".join(str(one.message()) for one in mail.outbox))
        self.elsewhere["logs"] |= words_in("\n".join(logs.lines))
        self.elsewhere["metrics"] |= words_in(generate_latest(counted()).decode())
        sessions = (str(row.get_decoded()) for row in Session.objects.all())
        self.elsewhere["sessions"] |= words_in("\n".join(sessions))
        for model in LOGGED:
            rows = "\n".join(str(row) for row in model._base_manager.values())
            self.elsewhere[model._meta.label] |= words_in(rows)

    def leaks(self) -> dict[str, set[str]]:
        return {place: found for place, found in self.elsewhere.items() if found}


def links_of(url: str, page: Page) -> list[str]:
    """Pages of this site; of one page with many orders and filters only some."""
    followed: defaultdict[str, list[str]] = defaultdict(list)
    for link in page.links:
        place = urljoin(url, link)
        path = urlsplit(place).path
        if not path.startswith(NEVER_FOLLOWED) and len(followed[path]) < MOST_LINKS_OF_A_PAGE:
            followed[path].append(place)
    return [place for places in followed.values() for place in places]
