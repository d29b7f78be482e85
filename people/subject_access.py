"""What this room keeps about a person: who they are, their ties, their account, the two logs."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from people.kept import IN_THE_REGISTER, Entry, Kind, Text, facts_of, rows_of, versions_of
from people.models import (
    Absence,
    AuditEvent,
    BreakGlass,
    BreakGlassReason,
    Grant,
    NewAddress,
    PerformanceMatter,
    Person,
    Posting,
    PracticeSupervision,
    Reading,
    ReadingGrant,
    ReportingLine,
    SignIn,
)
from people.queries.readings import in_words, readings_by_others
from policy.subject_access import Look

PERSON = ("name", "staff_number", "email", "joined", "left", "social_work_qualified")
ACCOUNT = ("invited_at", "locked_at")
POSTING = ("role", "unit", "employment_type", "case_holding", "start", "end")
LINE = ("manager", "start", "end")
SUPERVISION = ("supervisor", "start", "end")
GRANT = ("grant", "unit", "start", "end")
ABSENCE = ("kind", "start", "end", "returned_on", "recorded_on")
OPENING = ("reader", "opened_at", "ends_at", "closed_at", "told_at")
MATTER = ("kind", "case_reference", "start", "end")


def person_facts(person: Person) -> list[Entry]:
    return [Entry(facts_of(person, *PERSON, *ACCOUNT, "last_login"))]


def person_versions(person: Person) -> list[Entry]:
    return versions_of(person.history.all(), *PERSON, *ACCOUNT)


def postings(person: Person) -> list[Entry]:
    return rows_of(person.postings.select_related("unit"), *POSTING)


def posting_versions(person: Person) -> list[Entry]:
    return versions_of(with_names(Posting.history.filter(person_id=person.pk), "unit"), *POSTING)


def lines(person: Person) -> list[Entry]:
    return rows_of(person.lines.select_related("manager"), *LINE)


def line_versions(person: Person) -> list[Entry]:
    rows = with_names(ReportingLine.history.filter(person_id=person.pk), "manager")
    return versions_of(rows, *LINE)


def supervisions(person: Person) -> list[Entry]:
    return rows_of(person.practice_supervisions.select_related("supervisor"), *SUPERVISION)


def supervision_versions(person: Person) -> list[Entry]:
    rows = with_names(PracticeSupervision.history.filter(person_id=person.pk), "supervisor")
    return versions_of(rows, *SUPERVISION)


def grants(person: Person) -> list[Entry]:
    return rows_of(person.grants.select_related("unit"), *GRANT)


def grant_versions(person: Person) -> list[Entry]:
    return versions_of(with_names(Grant.history.filter(person_id=person.pk), "unit"), *GRANT)


def absences(person: Person) -> list[Entry]:
    return rows_of(person.absences.all(), *ABSENCE)


def absence_versions(person: Person) -> list[Entry]:
    return versions_of(Absence.history.filter(person_id=person.pk), *ABSENCE)


def matters(person: Person) -> list[Entry]:
    """The person has not been shown that there is one, so that the whole of it is looked at."""
    return [
        Entry({}, (Text("matter", in_a_line(matter), Look.ALWAYS),), (IN_THE_REGISTER, person.pk))
        for matter in person.performance_matters.all()
    ]


def matter_versions(person: Person) -> list[Entry]:
    return [
        Entry({}, (Text("matter", in_a_line(row), Look.ALWAYS),), (IN_THE_REGISTER, person.pk))
        for row in PerformanceMatter.history.filter(person_id=person.pk)
    ]


def in_a_line(matter: PerformanceMatter) -> str:
    facts = facts_of(matter, *MATTER)
    return ", ".join(f"{name}: {value}" for name, value in facts.items() if value)


def openings(person: Person) -> list[Entry]:
    """As the person's own page shows them: what is not told yet is not told here."""
    read = in_words(readings_by_others(person))
    return [
        Entry(
            {
                "at": one.reading.at.isoformat(),
                "reader": one.reader,
                "what": one.what,
                "ground": one.reading.get_basis_display(),
                "reason": one.reason,
            }
        )
        for one in read
    ]


def permissions_to_read(person: Person) -> list[Entry]:
    given = ReadingGrant.objects.filter(about=person).select_related("reader")
    return rows_of(given, "reader", "kind", "basis", "start", "end", "ended_at")


def break_glass(person: Person) -> list[Entry]:
    told = BreakGlass.objects.told_to(person).select_related("reader", "content")
    return [Entry({**facts_of(one, *OPENING), "reason": one.content.text}) for one in told]


def new_address(person: Person) -> list[Entry]:
    return rows_of(NewAddress.objects.filter(person=person), "address", "asked_by", "asked_at")


def sign_ins(person: Person) -> list[Entry]:
    return rows_of(SignIn.objects.filter(person_id=person.pk), "kind", "at", "address", "browser")


def sessions(person: Person) -> list[Entry]:
    found: Iterable[UserSession] = UserSession.objects.filter(user=person)
    return rows_of(found, "created_at", "last_seen_at", "ip", "user_agent")


def second_factors(person: Person) -> list[Entry]:
    """That there are some: what is secret about them stays so."""
    return rows_of(Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at")


def events(person: Person) -> list[Entry]:
    """What was done to the account. A reason that somebody wrote is looked at first."""
    found = AuditEvent.objects.filter(subject_kind="people.person", subject_id=str(person.pk))
    return [
        Entry(
            facts_of(event, "kind", "at"),
            (Text("reason", event.detail["reason"], Look.ALWAYS),) if with_reason(event) else (),
        )
        for event in found.order_by("at", "pk")
    ]


def with_reason(event: AuditEvent) -> bool:
    return isinstance(event.detail.get("reason"), str)


def with_names(rows: QuerySet, *names: str) -> QuerySet:
    return rows.select_related(*names)


KINDS = (
    Kind("person", "Who you are", person_facts, (Person,)),
    Kind(
        "person_before", "Who you are: earlier versions", person_versions, (Person.history.model,)
    ),
    Kind("postings", "Your posts", postings, (Posting,), ("people.Posting.person",)),
    Kind(
        "postings_before",
        "Your posts: earlier versions",
        posting_versions,
        (Posting.history.model,),
        ("people.HistoricalPosting.person",),
    ),
    Kind("lines", "Your line managers", lines, (ReportingLine,), ("people.ReportingLine.person",)),
    Kind(
        "lines_before",
        "Your line managers: earlier versions",
        line_versions,
        (ReportingLine.history.model,),
        ("people.HistoricalReportingLine.person",),
    ),
    Kind(
        "practice_supervision",
        "Your practice supervisors",
        supervisions,
        (PracticeSupervision,),
        ("people.PracticeSupervision.person",),
    ),
    Kind(
        "practice_supervision_before",
        "Your practice supervisors: earlier versions",
        supervision_versions,
        (PracticeSupervision.history.model,),
        ("people.HistoricalPracticeSupervision.person",),
    ),
    Kind("grants", "Your permissions", grants, (Grant,), ("people.Grant.person",)),
    Kind(
        "grants_before",
        "Your permissions: earlier versions",
        grant_versions,
        (Grant.history.model,),
        ("people.HistoricalGrant.person",),
    ),
    Kind("absences", "Your absences", absences, (Absence,), ("people.Absence.person",)),
    Kind(
        "absences_before",
        "Your absences: earlier versions",
        absence_versions,
        (Absence.history.model,),
        ("people.HistoricalAbsence.person",),
    ),
    Kind(
        "matters",
        "Performance matters",
        matters,
        (PerformanceMatter,),
        ("people.PerformanceMatter.person",),
        is_secret=True,
    ),
    Kind(
        "matters_before",
        "Performance matters: earlier versions",
        matter_versions,
        (PerformanceMatter.history.model,),
        ("people.HistoricalPerformanceMatter.person",),
        is_secret=True,
    ),
    Kind("openings", "Who has read your records", openings, (Reading,)),
    Kind(
        "permissions_to_read",
        "Who was given a record of yours to read",
        permissions_to_read,
        (ReadingGrant,),
        ("people.ReadingGrant.about",),
    ),
    Kind(
        "break_glass",
        "Who opened your records with a reason",
        break_glass,
        (BreakGlass, BreakGlassReason),
        ("people.BreakGlass.about",),
    ),
    Kind(
        "new_address",
        "Another address for your account, to be confirmed",
        new_address,
        (NewAddress,),
        ("people.NewAddress.person",),
    ),
    Kind("sign_ins", "What happened with your account", sign_ins, (SignIn,)),
    Kind(
        "sessions",
        "Where you are signed in",
        sessions,
        (UserSession,),
        ("usersessions.UserSession.user",),
    ),
    Kind(
        "second_factors",
        "Your second factors",
        second_factors,
        (Authenticator,),
        ("mfa.Authenticator.user",),
    ),
    Kind("account_log", "What was done to your account", events, (AuditEvent,)),
)

COUNTED = {
    "people.ReportingLine.manager": "People whose line manager you are or were",
    "people.PracticeSupervision.supervisor": "People whose practice supervisor you are or were",
    "people.ReadingGrant.reader": "Records of others that you were given to read",
    "people.NewAddress.asked_by": "New addresses of others that you entered, to be confirmed",
    "people.BreakGlass.reader": "Openings of records of others by you, with a reason",
}

OF_OTHERS = "It is a version of what is about somebody else."
LEFT_OUT = {
    "people.Organisation": "It is about nobody.",
    "people.Unit": "It is about nobody; your posts name yours.",
    "people.BreakGlass.deferral_by": "That the telling was put off stands with the opening itself.",
    "people.HistoricalReportingLine.manager": OF_OTHERS,
    "people.HistoricalPracticeSupervision.supervisor": OF_OTHERS,
}
