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

    assert answer.status_code == 404
    assert "Page not found" in answer.text
