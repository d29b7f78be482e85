"""A leaver's name and address at the end of the longest period. The row stays, for others'
records refer to it: who led a PLR, who made an audit."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connections
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from assurance.models import CaseList
from compliance.models import CalculatedChange, Calculation, DailyChange, Standing
from exchange.models import Import
from notices.models import CalendarFeed, Notice, ReminderSent, Unmailed
from people.models import (
    Grant,
    NewAddress,
    Person,
    Posting,
    PracticeSupervision,
    ReportingLine,
    SignIn,
)
from policy.months import add_months
from stewardship.disposing.bin import Bin
from stewardship.models import LegalHold, LegalHoldReason

NOBODY = "former.invalid"
FORMER = Q(email__endswith=f"@{NOBODY}")
MONTHS_OF_MESSAGES_ABOUT = 6
TIES: tuple[type[Model], ...] = (Posting, ReportingLine, PracticeSupervision, Grant)
THEIRS: tuple[tuple[type[Model], str], ...] = (
    (EmailAddress, "user"),
    (SocialAccount, "user"),
    (Authenticator, "user"),
    (UserSession, "user"),
    (NewAddress, "person"),
    (CalendarFeed, "person"),
    (Unmailed, "person"),
    (ReminderSent, "person"),
    (Standing, "person"),
    (DailyChange, "person"),
    (CalculatedChange, "person"),
    (Calculation, "by"),
    (SignIn, "person_id"),
)


def pseudonymise(bin: Bin, rows: QuerySet) -> int:
    """Everything by which they could be told, but the days and posts that others' facts need."""
    people = list(rows)
    for person in people:
        sessions = bin.rows(UserSession, user=person.pk).values("session_key")
        bin.rows(Session, pk__in=sessions).delete()
        for model, whose in THEIRS:
            bin.throw(bin.rows(model, **{whose: person.pk}))
        bin.throw(bin.rows(LegalHoldReason, hold__person=person.pk))
        throw_messages_of_and_about(bin, person)
        take_out_of_case_lists(bin, person.staff_number)
        forget_file_names(bin, person)
        rename(bin, person)
        throw_earlier_versions(bin, person)
    return len(people)


def rename(bin: Bin, person: Person) -> None:
    nobody = f"former-{person.pk}"
    bin.rows(Person, pk=person.pk).update(
        name=f"Former member of staff {person.pk}",
        staff_number=nobody,
        email=f"{nobody}@{NOBODY}",
        password="!",
        last_login=None,
        invited_at=None,
        locked_at=timezone.now(),
        social_work_qualified=False,
    )


def throw_earlier_versions(bin: Bin, person: Person) -> None:
    bin.rows(Person.history.model, id=person.pk).delete()
    for tie in TIES:
        bin.rows(tie.history.model, person_id=person.pk).delete()
    with connections[bin.db].cursor() as cursor:
        cursor.execute("select forget_reasons_about(%s)", [person.pk])


def throw_messages_of_and_about(bin: Bin, person: Person) -> None:
    """To others: those that name them, from their time here. Somebody may bear the same name, so
    that nothing later is touched."""
    own = bin.rows(Notice, person=person.pk)
    bin.throw(own.filter(bundle__isnull=False))
    bin.throw(own)
    held = LegalHold.objects.using(bin.db).of_everything().values("person")
    until = add_months(person.left, MONTHS_OF_MESSAGES_ABOUT) if person.left else person.joined
    told = bin.rows(Notice, created_at__date__lte=until, bundled=None).exclude(person__in=held)
    named = [
        notice.pk
        for notice in told.filter(facts__icontains=person.name).only("pk", "facts")
        if person.name in notice.facts.values()
    ]
    bin.rows(Notice, pk__in=named).delete()


def take_out_of_case_lists(bin: Bin, staff_number: str) -> None:
    """Of each list the other lines stay; each draw has what it was drawn from of its own."""
    for given in bin.rows(CaseList, lines__icontains=staff_number):
        given.lines = [line for line in given.lines if line[1] != staff_number]
        given.save(using=bin.db, update_fields=["lines"])


def forget_file_names(bin: Bin, person: Person) -> None:
    """What somebody called a file may say who they are."""
    bin.rows(Import, by=person.pk).update(file_name="A file")
