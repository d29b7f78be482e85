"""A form that cannot be read, sent by hand to any address: a plain answer, no error of ours."""

import pytest
from django.test import Client

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
