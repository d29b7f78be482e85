import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.models import Import
from tests.exchange.files import as_file
from tests.factories import PersonFactory
from tests.visiting import signed_in


@pytest.fixture
def hr():
    return PersonFactory(staff_number="HR1", role="corporate", grants=["hr"])


@pytest.fixture
def mis():
    return PersonFactory(staff_number="MIS1", role="corporate", grants=["mis"])


@pytest.fixture
def give(on_commit):
    """`give(hr, *lines)`: what becomes of a file that somebody gives, once a worker checked it."""

    def file(person, *lines, content=None, name="staff.jsonl"):
        upload = SimpleUploadedFile(name, as_file(lines) if content is None else content)
        with on_commit():
            answer = signed_in(person).post(reverse("exchange:imports"), {"file": upload})
        assert answer.status_code == 302, answer.context["form"].errors
        return Import.objects.latest("pk")

    return file


@pytest.fixture
def apply(on_commit):
    """`apply(hr, given)`: the answer to the button, and the work that it starts."""

    def press(person, given):
        with on_commit():
            return signed_in(person).post(reverse("exchange:apply", args=[given.pk]))

    return press
