import pytest

from govuk.forms import GovukForm, LongTextField, NameField, TextField, WholeNumberField


class ColleagueForm(GovukForm):
    name = NameField(label="Name")
    role = TextField(label="Role", limit=20, required=False)
    summary = LongTextField(label="Summary", limit=10, required=False)
    notes = LongTextField(label="Notes", required=False)
    days = WholeNumberField(label="Days", min_value=0, max_value=1000, required=False)


def error_of(name, value):
    return ColleagueForm({"name": "Ann", name: value}).errors.get(name, [""])[0]


def kept_of(name, value):
    form = ColleagueForm({"name": "Ann", name: value})
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


@pytest.mark.parametrize("name", ["name", "role", "summary", "notes"])
@pytest.mark.parametrize("value", ["a\x00b", "a\ud800b", "a\x1bb"])
@pytest.mark.bad_input(1, 2)
def test_what_the_database_refuses_is_an_error_and_not_a_crash(name, value):
    label = name.capitalize()

    assert (
        error_of(name, value)
        == f"{label} has a hidden character that cannot be saved: type what you pasted"
    )
    ColleagueForm({name: value}).as_p().encode()


@pytest.mark.parametrize("value", ["   ", "\u00a0\u00a0", "\u200b", "\u200d\ufeff\u2060", "\u3164"])
@pytest.mark.bad_input(3, 4)
def test_a_name_that_nobody_sees_is_missing(value):
    assert error_of("name", value) == "Enter name"


def test_text_that_nobody_sees_is_empty():
    assert kept_of("notes", "\u200b\u200b \n") == ""


@pytest.mark.bad_input(5)
def test_a_name_must_not_turn_the_writing_round():
    message = "Name has a hidden mark that turns the writing round: type it again"

    assert error_of("name", "Ann \u202etxt.exe") == message
    assert error_of("notes", "right \u202eto left") == ""


@pytest.mark.parametrize("name", ["Siân Ŵyn-ŷ", "O'Brien", "O’Brien", "👩‍👩‍👧", "محمد"])
@pytest.mark.bad_input(6)
def test_names_of_all_kinds_are_kept(name):
    assert kept_of("name", name) == name


@pytest.mark.bad_input(6)
def test_one_person_written_in_two_ways_is_one():
    assert kept_of("name", "Jose\u0301\u200b") == kept_of("name", " José ")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE x", "100 % _"]
)
def test_text_is_kept_as_typed_and_shown_as_text(text):
    assert kept_of("notes", text) == text
    assert "<script>" not in str(ColleagueForm({"name": "", "notes": text}))


@pytest.mark.parametrize(
    ("text", "fits"),
    [("a\r\nb\r\nc\r\nd\r\ne\r\n", True), ("x" * 11, False), ("😀" * 5, True), ("😀" * 6, False)],
)
def test_a_limit_counts_as_the_browser_counts(text, fits):
    assert (error_of("summary", text) == "") is fits


def test_too_long_a_text_stays_in_the_form_and_the_limit_is_shown():
    form = ColleagueForm({"name": "Ann", "summary": "x" * 11})

    assert form.errors["summary"] == ["Summary must be 10 characters or less"]
    assert 'data-maxlength="10"' in str(form["summary"])
    assert "x" * 11 in str(form["summary"])
    assert " maxlength=" not in str(form)


def test_a_text_without_a_limit_counts_words_and_still_ends_somewhere():
    assert 'data-words="50000"' in str(ColleagueForm()["notes"])
    assert error_of("notes", "x" * 50_001) == "Notes must be 50,000 characters or less"


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("1,000", 1000), ("٣", 3), (" 0 ", 0), ("", None)]
)
@pytest.mark.bad_input(19)
def test_a_whole_number_is_read_as_people_write_it(typed, number):
    assert kept_of("days", typed) == number


@pytest.mark.parametrize("typed", ["-1", "1001", "9" * 39, "−5"])
@pytest.mark.bad_input(19)
def test_a_number_out_of_range_names_the_range(typed):
    assert error_of("days", typed) == "Days must be between 0 and 1,000"


@pytest.mark.parametrize("typed", ["1e3", "1.5", "twelve", "1,00", "0x10"])
@pytest.mark.bad_input(19)
def test_what_is_no_whole_number_says_so(typed):
    assert error_of("days", typed) == "Days must be a whole number, like 12"
