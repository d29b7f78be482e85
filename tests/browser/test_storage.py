"""Nothing that is typed lies readable in the browser: not while the server is away, nor after."""

import base64
import json
import re

import pytest
from django.urls import reverse

from people.models import Person
from tests.access.test_access import TABLE, url_for
from tests.access.world import VISITORS, build_world
from tests.browser.test_every_page import is_page
from tests.security.planting import words
from tests.supervision.factories import PLRFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.security]

# Everything that a page can put into a browser, and read there again.
KEPT = """async () => {
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const databases = {}
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store)
      databases[`${name} ${store}`] = await asked(rows.getAll())
    }
    database.close()
  }
  const cached = {}
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      cached[`${name} ${request.url}`] = await (await cache.match(request)).text()
    }
  }
  return {
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases,
    cached,
    name: window.name,
    state: history.state,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }
}"""
PUT = {
    "local": "(word) => { localStorage.kept = word }",
    "session": "(word) => { sessionStorage.kept = word }",
    "name": "(word) => { window.name = word }",
    "state": "(word) => history.replaceState({ word }, '')",
    "cached": """async (word) => {
      const cache = await caches.open('kept')
      await cache.put('/kept', new Response(word))
    }""",
    "databases": """(word) => new Promise((resolve) => {
      const opening = indexedDB.open('kept')
      opening.onupgradeneeded = () => opening.result.createObjectStore('kept', { keyPath: 'id' })
      opening.onsuccess = () => {
        const writing = opening.result.transaction('kept', 'readwrite')
        writing.objectStore('kept').put({ id: 1, word })
        writing.oncomplete = () => { opening.result.close(); resolve() }
      }
    })""",
}
# Fills in whatever takes words, behind what is folded away too; how many there are of them.
FILL_IN = """(word) => {
  const boxes = [...document.querySelectorAll('main textarea, main input[type=text]')]
  for (const box of boxes) {
    box.value = word
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return boxes.length
}"""
WRITERS = ("reportee", "manager", "practice_supervisor", "hop_of_area", "hr")


def kept_in(page) -> str:
    """What any script, and whoever opens the browser's tools, could read there; unpacked too."""
    kept = json.dumps([page.evaluate(KEPT), page.context.cookies()])
    packed = (
        base64.b64decode(run[: len(run) // 4 * 4])
        for run in re.findall(r"[A-Za-z0-9+/]{16,}", kept)
    )
    return "\n".join([kept, *(part.decode(errors="replace") for part in packed)])


def writing(*, thorough: bool) -> list[tuple[Person, str]]:
    """Who writes on which page; in the suite somebody their self-assessment."""
    if not thorough:
        plr = PLRFactory()
        return [(plr.reportee, reverse("supervision:self_assessment", args=[plr.pk]))]
    world = build_world()
    return [
        (world.people[writer], url_for(row.name, row.state, world))
        for writer in WRITERS
        for row in (row for rows in TABLE.values() for row in rows if row.method == "get")
        if row.statuses[VISITORS.index(writer)] == 200 and is_page(row.name)
    ]


def typed_while_the_server_is_away(page, url: str, word: str) -> int:
    """Where a page saves by itself, until its copy is kept. How many boxes there were."""
    page.goto(url)
    before = page.evaluate("localStorage.length")
    boxes = page.evaluate(FILL_IN, word)
    if boxes and page.locator("main form[data-autosave-url]").count():
        page.wait_for_function("before => localStorage.length > before", arg=before)
    return boxes


def away(route) -> None:
    """Nothing that is sent arrives."""
    route.abort() if route.request.method == "POST" else route.continue_()


def test_what_is_typed_lies_nowhere_in_the_browser_but_encrypted(
    page, live_server, sign_in, thorough, record_property
):
    page.expected += ["ERR_FAILED"]
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/*", away)
    boxes, copies, readable, writer = 0, 0, [], None
    for (person, url), word in zip(writing(thorough=thorough), words(), strict=False):
        if person != writer:
            sign_in(page, writer := person)
        boxes += typed_while_the_server_is_away(page, live_server.url + url, word)
        kept = kept_in(page)
        copies = max(copies, kept.count('"draft:'))
        readable += [url] if word in kept else []

    assert readable == []
    assert boxes > 1
    assert copies
    record_property("browser storage", {"boxes filled in": boxes, "encrypted copies": copies})


def test_the_control_a_copy_that_is_not_encrypted_is_found(page, live_server, sign_in):
    page.expected += ["ERR_FAILED"]
    page.route("**/*", away)
    page.add_init_script("crypto.subtle.encrypt = async (how, key, words) => words")
    [(person, url)] = writing(thorough=False)
    sign_in(page, person)

    typed_while_the_server_is_away(page, live_server.url + url, "zqreadable")

    assert "zqreadable" in kept_in(page)


def test_the_control_what_is_put_there_readable_is_found(page, live_server):
    page.goto(f"{live_server.url}/sign-in/")
    put = dict(zip(PUT, words(), strict=False))

    for store, word in put.items():
        page.evaluate(PUT[store], word)

    kept = kept_in(page)
    assert [store for store, word in put.items() if word not in kept] == []
