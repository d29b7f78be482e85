"""A form that cannot be read, sent by hand to any address: a plain answer, no error of ours."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.core.servers.basehttp import get_internal_wsgi_application
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.security]

PARTS = 'Content-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--'
FORM = "application/x-www-form-urlencoded"
UNREADABLE = {
    "another alphabet": ("a=1", f"{FORM}; charset=utf-16"),
    "no alphabet": (f"--x\r\n{PARTS}\r\n", "multipart/form-data; boundary=x; charset=hex"),
    "too many fields": ("&".join(f"a{n}=1" for n in range(1200)), FORM),
    "too long": ("a=" + "x" * 3_000_000, FORM),
    "parts without a boundary": ("a=1", "multipart/form-data"),
}
SENT = pytest.mark.parametrize(("body", "kind"), UNREADABLE.values(), ids=UNREADABLE)


@SENT
def test_at_an_address_that_is_not_there_it_is_no_error_of_ours(body, kind):
    answer = Client().generic("POST", "/nowhere/", body, kind)

    assert answer.status_code == (400 if "charset" in kind else 404)
    assert "<h1" in answer.text


@SENT
def test_with_the_key_of_a_form_as_well_the_answer_is_a_page_of_ours(body, kind):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    key = client.get("/sign-in/").cookies["csrftoken"].value

    answer = client.generic("POST", "/sign-in/", body, kind, headers={"X-CSRFToken": key})

    assert answer.status_code == 400
    assert "could not be read" in answer.text
    heads = {"Content-Security-Policy", "X-Frame-Options", "X-Request-ID", "Cache-Control"}
    assert heads <= set(answer.headers)


NO_ALPHABETS = ("hex", "base64", "rot13", "idna", "undefined", "nonsense", "utf-16", "")
TRIED = [
    *[("GET", charset) for charset in NO_ALPHABETS],
    *[(method, "hex") for method in ("HEAD", "POST", "PUT", "DELETE", "OPTIONS")],
]


@pytest.fixture
def application():
    """As a server has it. A request leaves the connection of the test open."""
    request_started.disconnect(close_old_connections)
    yield get_internal_wsgi_application()
    request_started.connect(close_old_connections)


def asked(application, charset, method="GET"):
    """The status and the page of an address with a query."""
    environ = RequestFactory()._base_environ(
        PATH_INFO="/sign-in/",
        QUERY_STRING="next=%2F",
        REQUEST_METHOD=method,
        CONTENT_TYPE=f"text/plain; charset={charset}",
    )
    answers = []
    page = b"".join(application(environ, lambda status, heads: answers.append(status)))
    return answers[0][:3], page.decode()


@pytest.mark.parametrize(("method", "charset"), TRIED)
def test_what_is_no_alphabet_is_told_so_at_an_address_with_a_query(application, method, charset):
    status, page = asked(application, charset, method)

    assert status == "400"
    assert "could not be read" in page


def test_an_address_with_a_query_is_answered_in_the_alphabet_of_every_browser(application):
    answers = [asked(application, charset)[0] for charset in ("utf-8", "UTF8")]

    assert answers == ["200", "200"]


def test_as_django_reads_by_itself_no_page_comes_at_all(application, monkeypatch):
    monkeypatch.setattr(application, "request_class", WSGIRequest)

    with pytest.raises(LookupError):
        asked(application, "hex")
