"""What nobody means and somebody sends: values, posts and files, for Hypothesis to choose from."""

import json
from collections.abc import Mapping
from urllib.parse import quote_plus

from hypothesis import strategies as st

TEXTS = [
    "", " ", "\u00a0", "\u200b", "\x00", "a\x00b", "\ud800", "\u202eabc", "👩‍👩‍👧", "José",
    "Jose\u0301", "<script>alert(1)</script>", "{{7*7}}", "{% load x %}", "%s%(x)s%n",
    "'; drop table x --",
    "../../etc/passwd", "=1+1", "@SUM(A1)", "javascript:alert(1)", "\r\nBcc: x@y.example",
    "x" * 60_000, "word " * 12_000, "\\ud800", "null", "None", "undefined", "[]", "{}", "true",
]  # fmt: skip
NUMBERS = [
    "0", "-1", "1", "2", "3.5", "1e3", "1,000", "9" * 30, "9" * 5000, "-9223372036854775809",
    "9223372036854775807", "2147483648", "٣", "NaN", "inf", "0x10", "1_000", "²",
]  # fmt: skip
DAYS = [
    "2026-02-30", "0001-01-01", "9999-12-31", "99999-01-01", "2026-11-22", "2020-01-06",
    "29/02/2027", "12/31/2026", "46000", "1/3", "31", "13", "2026", "25:61", "10:00", "24:00",
    "2026-12-01T10:00",
]  # fmt: skip
CHOICES = [
    "yes", "no", "good", "met", "outstanding", "check", "draft", "finalise", "disagree", "seen",
    "sickness", "named", "months", "weeks", "done", "dropped", "approved", "kept", "all",
]  # fmt: skip
ADDRESSES = [
    "a@b@c",
    "a@b.example\nX: y",
    " A@B.EXAMPLE ",
    "a@" + "x" * 300,
    "@",
    "a@b.example Ann",
]
UNKNOWN = [
    "is_staff", "role", "manager", "state", "version", "then", "id", "pk", "next", "file", "csrf",
    "texts-unknown", "actions-99999-due", "actions--due", "actions-0-owner", "cases-0", "x" * 300,
    "standards-safe-grade", "people-1-attended", "__proto__", "a\x00b", "texts-", "-", "--",
]  # fmt: skip

known = st.sampled_from([*TEXTS, *NUMBERS, *DAYS, *CHOICES, *ADDRESSES])
made_up = st.text(st.characters(codec=None), max_size=30)
values = st.one_of(known, known, made_up)
sent = st.one_of(values, values, values, st.lists(values, min_size=2, max_size=3))
names = st.one_of(st.sampled_from(UNKNOWN), made_up.filter(bool))
encodings = st.sampled_from(["form", "form", "form", "json", "multipart", "raw"])


def posts(fields: Mapping[str, list[str]]) -> st.SearchStrategy[dict[str, str | list[str]]]:
    """Most fields as the page offers them, some with something else, some left out, some more."""
    offered = {
        name: st.one_of(st.sampled_from(given or [""]), sent, sent)
        for name, given in fields.items()
    }
    some = st.fixed_dictionaries({}, optional=offered)
    more = st.dictionaries(names, sent, max_size=2)
    return st.builds(lambda one, two: {**one, **two}, some, more)


def encoded(data: Mapping[str, str | list[str]], encoding: str) -> tuple[bytes, str]:
    """The body and its type; half a character goes as it is."""
    if encoding == "json":
        return json.dumps(data).encode(), "application/json"
    pairs = [
        (name, value)
        for name, given in data.items()
        for value in (given if isinstance(given, list) else [given])
    ]
    if encoding == "multipart":
        return multipart(pairs), "multipart/form-data; boundary=nasty"
    body = "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs).encode()
    return body, "text/plain" if encoding == "raw" else "application/x-www-form-urlencoded"


def quoted(text: str) -> str:
    return quote_plus(text.encode(errors="surrogatepass"))


def multipart(pairs: list[tuple[str, str]]) -> bytes:
    parts = [
        b'--nasty\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (name.encode(errors="surrogatepass"), value.encode(errors="surrogatepass"))
        for name, value in pairs
    ]
    return b"".join(parts) + b"--nasty--\r\n"


def files(examples: list[bytes]) -> st.SearchStrategy[bytes]:
    """An example with bytes changed, left out, doubled or put in; or bytes of any kind."""
    return st.one_of(
        st.builds(mutated, st.sampled_from(examples), st.lists(mutations, max_size=6)),
        st.builds(mutated, st.sampled_from(examples), st.lists(mutations, max_size=6)),
        st.binary(max_size=200),
    )


PIECES = [
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b'"', b"\n", b"{", b"}", b"[[[[",
    b"null", b"1e999", b"9" * 400, b"NaN", b'\\u0000', b'\\ud800', b"=1+1", b"9999-12-31",
    b"0001-01-01",
    b'"type": "grant"', b"PK\x03\x04", b"%PDF-1.7", b"a,b;c\td\n", b"\r", b"true", b"-1",
    b'{"a":' * 50,
]  # fmt: skip
mutations = st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES))


def mutated(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + length :]
    return content
