"""The file as a stream: one JSON object a line, in UTF-8. No more than a line is held at a time."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from exchange.importing.kinds import printable

MOST_BYTES_A_LINE = 1_000_000
OTHER_FILES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a spreadsheet or zip file",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document",
    b"\x1f\x8b": "a compressed file",
}
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_8_MARK = b"\xef\xbb\xbf"


class WrongLine(Exception):
    """A line cannot be read: `key` and `reason` as they are reported."""

    def __init__(self, key: str, reason: str):
        super().__init__(key, reason)
        self.key, self.reason = key, reason


class WrongFile(Exception):
    """Not a file of JSON lines at all, or too long: nothing more is read of it."""

    def __init__(self, line: int, key: str, reason: str):
        super().__init__(line, key, reason)
        self.line, self.key, self.reason = line, key, reason


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """From the start of the file, without blank lines. Raises WrongFile."""
    file.seek(0)
    require_json_lines(file.read(8))
    file.seek(0)
    number, is_empty = 0, True
    while raw := read_line(file):
        number += 1
        if number == 1:
            raw = raw.removeprefix(UTF_8_MARK)
        if raw := raw.strip():
            is_empty = False
            yield number, raw
    if is_empty:
        raise WrongFile(1, "file", "no rows: the file is empty")


def read_line(file: BinaryIO) -> bytes:
    """One line; of one that is too long, its beginning."""
    raw = rest = file.readline(MOST_BYTES_A_LINE + 1)
    while rest and not rest.endswith(b"\n"):
        rest = file.readline(MOST_BYTES_A_LINE)
    return raw


def require_json_lines(beginning: bytes) -> None:
    if beginning.startswith(UTF_16_MARKS) or b"\0" in beginning[:2]:
        reason = "the file is in UTF-16, not UTF-8: save it as UTF-8"
        raise WrongFile(1, "encoding", reason)
    for signature, name in OTHER_FILES.items():
        if beginning.startswith(signature):
            raise WrongFile(1, "file", f"not JSON lines but {name}")


def read_object(raw: bytes) -> dict[str, Any]:
    """The object on a line. Raises WrongLine."""
    if len(raw) > MOST_BYTES_A_LINE:
        raise WrongLine("json", f"is longer than {MOST_BYTES_A_LINE:,} bytes")
    try:
        value = json.loads(
            raw.decode(), object_pairs_hook=each_key_once, parse_constant=refuse_constant
        )
    except UnicodeDecodeError as error:
        raise WrongLine("encoding", not_utf_8(raw, error)) from None
    except json.JSONDecodeError as error:
        raise WrongLine("json", f"is not JSON: {error.msg} (character {error.pos + 1})") from None
    except (ValueError, RecursionError):
        raise WrongLine("json", "holds a number or a nesting that is too large") from None
    if not isinstance(value, dict):
        raise WrongLine("json", "is not an object: write {…} on a line of its own")
    return value


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise WrongLine(printable(twice), "stands twice in one object")
    return values


def refuse_constant(name: str) -> NoReturn:
    raise WrongLine("json", f"{name} is not JSON")


def not_utf_8(raw: bytes, error: UnicodeDecodeError) -> str:
    guess = " (it looks like Windows-1252)" if 0x80 <= raw[error.start] <= 0xFF else ""
    place = len(raw[: error.start].decode()) + 1
    return f"is not UTF-8 at character {place}{guess}: save the file as UTF-8"
