"""Whatever is sent to whichever form, by whomever: an answer, and never an error 500."""

from collections.abc import Sequence
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from policy import rulebook
from tests.access.test_access import TABLE, url_for
from tests.access.world import VISITORS, World
from tests.exchange.files import as_file, audit, line, observation, person, plr, posting, unit
from tests.security.nasty import encoded, encodings, files, posts
from tests.security.pages import Page
from tests.security.world import build_written_world
from tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.security, pytest.mark.thorough]

SENDERS = ("manager", "reportee", "hr")
IN_THE_SUITE = 300
THOROUGH = 10_000
FILES_IN_THE_SUITE = 30
FILES_THOROUGH = 1_000
GUESSED = {name: [""] for name in ("text", "reason", "title", "state", "answer", "version")}
LINES = [unit(), person(), person("M1"), posting(), posting("M1"), line(), plr(), audit()]
GIVEN = [as_file(LINES), as_file([unit(), person(), observation()]), as_file([person(left="soon")])]
RULES = [(rulebook.file_text("plr-policy-2022", "compliance.toml") or "").encode()]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once: whatever a post changes is undone at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_written_world()
        transaction.set_rollback(True)


class Senders:
    """Who sends, to which addresses, with which fields: read from the page on first use."""

    def __init__(self, world: World, visitors: Sequence[str]):
        self.world = world
        self.clients = {visitor: signed_in(world.people[visitor]) for visitor in visitors}
        self.fields = cache(self.fields_on)

    def addresses(self) -> list[tuple[str, str, str]]:
        """(visitor, URL, page with the form), where the table does not say that there is none."""
        found = {
            (visitor, url_for(row.name, row.state, self.world), self.page_of(row))
            for rows in TABLE.values()
            for row in rows
            for visitor in self.clients
            if row.method == "post" and row.statuses[VISITORS.index(visitor)] != 404
            if row.name != "account_logout"
        }
        return sorted(found)

    def page_of(self, row) -> str:
        name = row.name.removesuffix("_draft").removesuffix("_preview")
        has_page = name in TABLE and any(one.method == "get" for one in TABLE[name])
        return url_for(name if has_page else row.name, row.state, self.world)

    def fields_on(self, visitor: str, page: str) -> dict[str, list[str]]:
        answer = self.clients[visitor].get(page)
        forms = Page(answer.text).forms if "html" in answer.headers["Content-Type"] else []
        fields = {
            name: field.values
            for form in forms
            if form.method == "post" and "sign-out" not in form.action
            for name, field in form.fields.items()
            if name != "csrfmiddlewaretoken"
        }
        return fields or GUESSED


def answer_of(client: Client, url: str, body: bytes, kind: str) -> int:
    """With what follows a commit. A view that breaks raises its error here."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = client.post(url, body, content_type=kind)
        answer.getvalue()
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code


def test_no_post_that_was_made_up_is_an_error(world, thorough, record_property):
    senders = Senders(world, SENDERS if thorough else SENDERS[:1])
    addresses, met = senders.addresses(), set()

    @examples(
        max_examples=THOROUGH if thorough else IN_THE_SUITE,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def each(data):
        visitor, url, page = data.draw(st.sampled_from(addresses))
        sent = data.draw(posts(senders.fields(visitor, page)))
        body, kind = encoded(sent, data.draw(encodings))

        status = answer_of(senders.clients[visitor], url, body, kind)

        assert status < 500
        met.add((visitor, url))

    each()
    figures = {"sent": THOROUGH, "forms and senders": len(met), "errors 500": 0}
    record_property("made-up posts", figures)


def test_no_file_that_was_made_up_is_an_error(world, thorough, record_property):
    client = signed_in(world.people["hr"])
    doors = {"exchange:imports": GIVEN, "compliance:what_if": RULES}

    @examples(
        max_examples=FILES_THOROUGH if thorough else FILES_IN_THE_SUITE,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def each(data):
        name = data.draw(st.sampled_from(sorted(doors)))
        content = data.draw(files(doors[name]))

        assert given_and_read(client, reverse(name), content) < 500

    each()
    record_property("made-up files", {"given": FILES_THOROUGH, "errors 500": 0})


def given_and_read(client: Client, url: str, content: bytes) -> int:
    """The file, what a worker makes of it, and the page that says so."""
    upload = SimpleUploadedFile("staff.jsonl", content)
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = client.post(url, {"file": upload})
        status = client.get(answer.url).status_code if answer.status_code == 302 else 200
        transaction.set_rollback(True)
    return max(status, answer.status_code)


def test_the_control_a_view_that_breaks_is_noticed(world, monkeypatch):
    client = signed_in(world.people["reportee"])
    monkeypatch.setattr("drafts.views.version_in", lambda request: int(request.POST["version"]))
    url = reverse("supervision:self_assessment", args=[world.plrs["scheduled"].pk])

    with pytest.raises(ValueError, match="invalid literal"):
        answer_of(client, url, *encoded({"version": "x"}, "form"))
