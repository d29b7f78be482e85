"""People and what surrounds them, made for tests. `PersonFactory(role=..., grants=["hr"])`."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from people.models import (
    Absence,
    Grant,
    Person,
    Posting,
    PracticeSupervision,
    Reading,
    ReadingGrant,
    ReportingLine,
    Unit,
)

PASSWORD = "a long enough passphrase"
JOINED = date(2020, 1, 6)


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence("U{}".format)
    name = factory.Sequence("Team {}".format)
    kind = "team"


class PersonFactory(factory.django.DjangoModelFactory):
    """Invited, in service, posted. `invited_at=None` for somebody who has no account yet."""

    class Meta:
        model = Person

    staff_number = factory.Sequence("S{:05}".format)
    name = factory.Sequence("Person {:05}".format)
    email = factory.LazyAttribute(lambda person: f"{person.staff_number.lower()}@example.org")
    joined = JOINED
    invited_at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    password = factory.LazyFunction(lambda: make_password(PASSWORD))

    @classmethod
    def _create(
        cls,
        model_class,
        *args,
        role="family_court_adviser",
        unit=None,
        manager=None,
        grants=(),
        **facts,
    ):
        """No posting with `role=None`; a new unit unless one is given."""
        person = super()._create(model_class, *args, **facts)
        since = {"person": person, "start": person.joined}
        if role:
            PostingFactory(role=role, unit=unit or UnitFactory(), **since)
        if manager:
            ReportingLineFactory(manager=manager, **since)
        for grant in grants:
            GrantFactory(grant=grant, **since)
        return person


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    person = factory.SubFactory(PersonFactory, role=None)
    start = JOINED
    role = "family_court_adviser"
    unit = factory.SubFactory(UnitFactory)
    employment_type = "employed"
    case_holding = factory.LazyAttribute(lambda posting: posting.role == "family_court_adviser")


class ReportingLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportingLine

    person = factory.SubFactory(PersonFactory)
    manager = factory.SubFactory(PersonFactory, role="service_manager")
    start = JOINED


class PracticeSupervisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PracticeSupervision

    person = factory.SubFactory(PersonFactory)
    supervisor = factory.SubFactory(PersonFactory, role="practice_supervisor")
    start = JOINED


class GrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Grant

    person = factory.SubFactory(PersonFactory)
    grant = Grant.Kind.HR
    start = JOINED


class AbsenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Absence

    person = factory.SubFactory(PersonFactory)
    kind = "sickness"
    start = date(2026, 3, 2)
    end = date(2026, 3, 6)


class ReadingGrantFactory(factory.django.DjangoModelFactory):
    """For a head of practice, while they are in that post; from yesterday for thirty days."""

    class Meta:
        model = ReadingGrant

    reader = factory.SubFactory(PersonFactory, role="head_of_practice")
    about = factory.SubFactory(PersonFactory)
    kind = "plr"
    record_id = 0
    basis = Reading.Basis.DIP_SAMPLE
    start = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    end = factory.LazyAttribute(lambda grant: grant.start + timedelta(days=30))
    role = factory.LazyAttribute(lambda grant: grant.reader.postings.get().role)
    unit = factory.LazyAttribute(lambda grant: grant.reader.postings.get().unit)
