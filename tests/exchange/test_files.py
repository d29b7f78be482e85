"""Files that are no JSON lines in UTF-8, or not quite."""

import json

import pytest

from people.models import Person, Unit
from tests.exchange.files import TEAM, as_file, import_bytes, person, problems, unit

pytestmark = pytest.mark.django_db
WHOLE_FILES = {
    "nothing": (b"", "line 1: file: no rows: the file is empty"),
    "blank lines": (b"\n \n\n", "line 1: file: no rows: the file is empty"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "line 1: file: not JSON lines but a PDF"),
    "a spreadsheet": (b"PK\x03\x04\x14\x00", "line 1: file: not JSON lines but a spreadsheet or"),
    "UTF-16": (
        '{"type": "unit"}\n'.encode("utf-16"),
        "line 1: encoding: the file is in UTF-16, not UTF-8: save it as UTF-8",
    ),
    "UTF-16 without a mark": ('{"type": 1}'.encode("utf-16-le"), "line 1: encoding: the file is"),
}
LINES = {
    "Windows-1252": (
        '{"type": "unit", "name": "O’Brien"}'.encode("cp1252"),
        "encoding: is not UTF-8 at character 28 (it looks like Windows-1252): save the file as",
    ),
    "a row of a CSV": (b"S1,Ann,2020-01-06", "json: is not JSON: "),
    "half an object": (b'{"type": "unit", "code":', "json: is not JSON: Expecting value"),
    "a quote that does not end": (b'{"type": "unit', "json: is not JSON: Unterminated string"),
    "a list": (b"[]", "json: is not an object: write {…} on a line of its own"),
    "a text": (b'"unit"', "json: is not an object"),
    "a key twice": (b'{"type": "unit", "code": "A", "code": "B"}', "code: stands twice in one"),
    "a key twice deep inside": (
        b'{"type": "plr", "standards": {"safe": "met", "safe": "good"}}',
        "safe: stands twice in one object",
    ),
    "a key twice that no page can show": (
        rb'{"\ud800\u0000": 1, "\ud800\u0000": 2}',
        "??: stands twice in one object",
    ),
    "not a number": (b'{"type": NaN}', "json: NaN is not JSON"),
    "a number of 5,000 digits": (b'{"type": %s}' % (b"9" * 5000), "json: holds a number or"),
    "10,000 brackets": (b"[" * 10_000, "json: holds a number or a nesting that is too large"),
    "a line of two megabytes": (b'{"type": "%s"}' % (b"x" * 2_000_000), "json: is longer than"),
}


@pytest.mark.parametrize(("content", "said"), WHOLE_FILES.values(), ids=WHOLE_FILES.keys())
@pytest.mark.bad_input(28, 29)
def test_what_is_no_such_file_is_named(content, said):
    report = import_bytes(content)

    assert len(report.problems) == 1
    assert problems(report)[0].startswith(said)


@pytest.mark.parametrize(("content", "said"), LINES.values(), ids=LINES.keys())
@pytest.mark.bad_input(29, 30)
def test_a_line_that_cannot_be_read_is_refused_and_the_next_is_read(content, said):
    report = import_bytes(as_file([unit()]) + content + b"\n" + as_file([person(left="soon")]))

    assert [problem.line for problem in report.problems] == [2, 3]
    assert problems(report)[0].startswith(f"line 2: {said}")


@pytest.mark.bad_input(29)
def test_a_file_with_a_byte_order_mark_blank_lines_and_windows_line_ends_is_read():
    content = b"\xef\xbb\xbf" + as_file(TEAM).replace(b"\n", b"\r\n\r\n")

    report = import_bytes(content)

    assert report.written
    assert Person.objects.count() == 2


@pytest.mark.bad_input(39)
def test_a_file_that_was_cut_in_the_middle_is_not_half_loaded():
    content = as_file(TEAM)

    report = import_bytes(content[: len(content) // 2])

    assert "is not JSON" in problems(report)[-1]
    assert not Unit.objects.exists()


def test_names_keep_every_sign_but_the_invisible_ones():
    names = ["Siân Ŵyn", "O'Brien", "José", "=HYPERLINK(1)", "-2+3", "<script>", "👩‍👧"]
    people = [person(f"S{number}", name=name) for number, name in enumerate(names)]

    import_bytes(json.dumps(people[0], ensure_ascii=False).encode() + b"\n" + as_file(people[1:]))

    stored = Person.objects.order_by("staff_number").values_list("name", flat=True)
    assert list(stored) == names


@pytest.mark.bad_input(6)
def test_one_name_in_both_normal_forms_is_one_name():
    import_bytes(as_file([person(name="Jose\u0301")]))

    again = import_bytes(as_file([person(name="José")]))

    assert again.counts["person"]["same"] == 1


@pytest.mark.bad_input(32)
def test_spaces_around_a_staff_number_are_dropped():
    import_bytes(as_file([person("S1")]))

    again = import_bytes(as_file([person("S1", staff_number=" S1 ")]))

    assert again.counts["person"]["same"] == 1
