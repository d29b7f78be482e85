"""The page for HR and MIS: give a file, see what it would do, apply it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from exchange import jobs, tasks
from exchange.models import Import, ImportContent
from people.models import AuditEvent, Person
from tests.exchange.files import TEAM, absence, audit, import_lines, person, plr
from tests.factories import PersonFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
IMPORTS = "/imports/"


def fresh(given):
    return Import.objects.get(pk=given.pk)


def read(reader, given):
    page = signed_in(reader).get(given.get_absolute_url())
    return " ".join(strip_tags(page.content.decode()).split())


def test_a_file_is_checked_shown_and_applied(hr, give, apply):
    given = give(hr, *TEAM)
    shown = read(hr, given)
    before = Person.objects.filter(staff_number="S1").exists()

    apply(hr, given)

    assert "Nothing is written yet" in shown
    assert "Is created Posting of S1 from Mon 6 January 2020" in shown
    assert not before
    assert fresh(given).state == "applied"
    assert Person.objects.filter(staff_number="S1").exists()
    assert "Applied" in read(hr, given)


def test_what_would_change_is_shown_with_new_values_of_the_register_alone(hr, give):
    import_lines([*TEAM, absence(), audit(strengths="Old words")])

    given = give(
        hr,
        person("S1", name="New Name", left="2027-01-29"),
        absence(kind="maternity"),
        audit(strengths="New words", grade="outstanding"),
    )

    shown = read(hr, given)
    assert "Changes Person S1, New Name: left: Fri 29 January 2027, name: New Name" in shown
    assert "Changes Absence of S1 from Mon 2 March 2026: kind" in shown
    assert "Changes Audit of S1 on Mon 4 May 2026: the grade, what was written" in shown
    for hidden in ("Old words", "New words", "outstanding", "sickness", "maternity"):
        assert hidden not in shown


def test_bad_lines_are_shown_and_nothing_can_be_applied(hr, give, apply):
    given = give(hr, *TEAM, person("S2", joined="soon"))

    apply(hr, given)

    assert fresh(given).state == "refused"
    assert "7 joined “soon” is not a date" in read(hr, given)
    assert "Apply the file" not in read(hr, given)
    assert not Person.objects.filter(staff_number="S1").exists()


def test_warnings_are_shown_and_hinder_nothing(hr, give):
    given = give(hr, *TEAM, plr(standards=None))

    assert fresh(given).state == "ready"
    assert "no standard is graded: the PLR is loaded as held" in read(hr, given)


@pytest.mark.bad_input(39)
def test_a_second_time_there_is_nothing_to_apply(hr, give):
    import_lines(TEAM)

    given = give(hr, *TEAM)

    assert "No changes: everything is in the records as the file says" in read(hr, given)
    assert "Apply the file" not in read(hr, given)


def test_applying_twice_applies_once(hr, give, apply):
    given = give(hr, *TEAM)

    apply(hr, given)
    apply(hr, given)
    tasks.apply_import(given.pk)

    assert AuditEvent.objects.filter(kind="import_applied").count() == 1
    assert fresh(given).counts["person"] == {"create": 2}


def test_a_task_that_came_twice_at_once_leaves_one_line(hr, give):
    """The second waited for the first, and still believes that the file is to be applied."""
    given = give(hr, *TEAM)
    Import.objects.update(state="applying")
    second = fresh(given)

    tasks.apply_import(given.pk)
    jobs.carry_out(second)

    assert AuditEvent.objects.filter(kind="import_applied").count() == 1
    assert ImportContent.objects.get().problems == []


def test_records_that_changed_since_the_preview_are_checked_again(hr, give, apply):
    given = give(hr, person("S2", email="taken@example.org"))
    PersonFactory(staff_number="S3", email="taken@example.org")

    apply(hr, given)

    assert fresh(given).state == "refused"
    assert "is also the address of S3 in the records" in read(hr, given)


def test_each_step_leaves_a_line_without_contents(hr, give, apply):
    given = give(hr, *TEAM)
    apply(hr, given)

    events = AuditEvent.objects.filter(subject_kind="exchange.import").order_by("pk")
    assert [(event.kind, event.actor_id) for event in events] == [
        ("import_given", hr.pk),
        ("import_applied", hr.pk),
    ]
    assert "S1" not in str([event.detail for event in events])


def test_versions_say_who_imported(hr, give, apply):
    apply(hr, give(hr, *TEAM))

    assert Person.history.get(staff_number="S1").history_user == hr


def test_the_file_is_deleted_once_it_is_applied(hr, give, apply):
    apply(hr, give(hr, *TEAM))

    assert bytes(ImportContent.objects.get().file) == b""


def test_the_file_and_what_was_found_in_it_are_forgotten_after_a_day(hr, give, apply):
    given = give(hr, *TEAM)
    Import.objects.update(given_at=timezone.now() - timedelta(hours=25))

    shown = read(hr, given)
    apply(hr, given)
    tasks.look_after_imports()

    assert "A file is kept for a day" in shown
    assert "S1" not in shown
    assert fresh(given).state == "ready"
    assert not ImportContent.objects.exists()


def test_a_file_of_today_is_not_forgotten(hr, give):
    give(hr, *TEAM)

    tasks.look_after_imports()

    assert ImportContent.objects.exists()


def test_work_that_nobody_does_any_more_is_said_to_have_failed(hr, give):
    given, busy = give(hr, *TEAM), give(hr, *TEAM)
    Import.objects.filter(pk=given.pk).update(
        state="applying", worked_on_at=timezone.now() - timedelta(minutes=21)
    )
    Import.objects.filter(pk=busy.pk).update(state="applying")

    tasks.look_after_imports()

    assert (fresh(given).state, fresh(busy).state) == ("failed", "applying")
    assert "Nothing was written" in read(hr, given)


def test_an_import_that_breaks_says_so_and_writes_nothing(hr, give, apply, monkeypatch):
    given = give(hr, *TEAM)
    monkeypatch.setattr(jobs, "mark_applied", None)

    apply(hr, given)

    assert fresh(given).state == "failed"
    assert not Person.objects.filter(staff_number="S1").exists()


@pytest.mark.parametrize("state", ["checking", "applying"])
def test_how_far_the_work_is_can_be_seen(hr, give, state):
    given = give(hr, *TEAM)
    Import.objects.update(state=state, progress=40)

    page = signed_in(hr).get(given.get_absolute_url()).content.decode()

    assert 'data-module="app-poll"' in page
    assert '<progress id="progress" class="app-progress" max="100" value="40">' in page


def test_progress_is_written_while_the_file_is_read(hr, give):
    given = give(hr, *TEAM)

    jobs.show_progress(given, "Comparing", given.size // 2)

    assert fresh(given).progress == 75


def post_file(person, content, name="staff.jsonl"):
    return signed_in(person).post(IMPORTS, {"file": SimpleUploadedFile(name, content)})


@pytest.mark.bad_input(38)
def test_a_file_that_is_too_large_is_refused_by_its_length_and_not_kept(hr, monkeypatch):
    monkeypatch.setattr("exchange.uploads.MOST_BYTES", 1000)

    answer = post_file(hr, b"x" * 1001)

    assert answer.context["form"].errors["file"] == [
        "The file is too large: at most 20 MB and 50,000 lines. Divide it, or ask for the command"
    ]
    assert not Import.objects.exists()


@pytest.mark.bad_input(38)
def test_a_file_of_too_many_lines_is_not_read_further(hr, give, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_LINES", 5)

    given = give(hr, *TEAM, person("S2", joined="soon"))

    assert ImportContent.objects.get().problems == [
        {
            "line": 6,
            "key": "file",
            "reason": "more than 5 lines: ask for the command, or divide it",
        }
    ]
    assert fresh(given).state == "refused"


@pytest.mark.bad_input(28)
def test_an_empty_file_and_no_file_are_said_at_the_field(hr):
    empty, none = post_file(hr, b""), signed_in(hr).post(IMPORTS, {})

    assert empty.context["form"].errors["file"] == ["The file is empty: it has no rows"]
    assert none.context["form"].errors["file"] == ["Choose a file"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7", "not JSON lines but a PDF"),
        ("{}".encode("utf-16"), "the file is in UTF-16, not UTF-8: save it as UTF-8"),
        (b"\n\n", "no rows: the file is empty"),
    ],
)
@pytest.mark.bad_input(28, 29)
def test_what_is_no_file_of_json_lines_is_named(hr, give, content, reason):
    given = give(hr, content=content)

    assert reason in read(hr, given)


@pytest.mark.bad_input(5)
def test_a_file_name_is_shown_without_marks_that_turn_it(hr, give):
    given = give(hr, *TEAM, name="staff\u202elnosj.jsonl")

    assert fresh(given).file_name == "stafflnosj.jsonl"


@pytest.mark.bad_input(37)
def test_what_lines_say_is_shown_as_it_was_typed(hr, give):
    given = give(hr, person("S2", name="<script>alert(1)</script>"))

    page = signed_in(hr).get(given.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_file_needs_the_token_of_the_page(hr):
    client = Client(enforce_csrf_checks=True)
    client.force_login(hr)

    answer = client.post(IMPORTS, {"file": SimpleUploadedFile("staff.jsonl", b"{}")})

    assert answer.status_code == 403
    assert not Import.objects.exists()


def test_the_page_says_what_stands_in_a_file(hr):
    page = signed_in(hr).get(reverse("exchange:imports")).content.decode()

    for type_ in ("organisation", "practice_supervision", "self_regulation"):
        assert f"<code>{type_}</code>" in page
    assert "<strong>staff_number</strong>, <strong>start</strong>, role, unit" in page
