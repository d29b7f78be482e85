"""What this room keeps about a person: messages to them, and how they want to be told."""

from notices.models import CalendarFeed, Notice, OutsideMessage, ReminderSent, Unmailed
from people.kept import Entry, Kind, facts_of, rows_of
from people.models import Person


def messages(person: Person) -> list[Entry]:
    return [
        Entry({"said": notice.subject, **facts_of(notice, "created_at", "state", "seen_at")})
        for notice in Notice.objects.filter(person=person).shown()
    ]


def mails_alone(person: Person) -> list[Entry]:
    """About the account, and of the day: they name the person and say nothing else."""
    others = Notice.objects.filter(person=person).exclude(
        pk__in=Notice.objects.filter(person=person).shown().values("pk")
    )
    return rows_of(others, "kind", "created_at", "state")


def unmailed(person: Person) -> list[Entry]:
    return rows_of(Unmailed.objects.filter(person=person), "kind")


def feeds(person: Person) -> list[Entry]:
    return rows_of(CalendarFeed.objects.filter(person=person), "made_at")


def reminders(person: Person) -> list[Entry]:
    sent = ReminderSent.objects.filter(person=person).order_by("sent_on", "pk")
    return rows_of(sent, "key", "day", "days", "sent_on")


KINDS = (
    Kind("messages", "Messages to you", messages, (Notice,), ("notices.Notice.person",)),
    Kind("mails_alone", "Mails to you", mails_alone, (Notice,), ("notices.Notice.person",)),
    Kind(
        "unmailed",
        "Messages that you want without a mail",
        unmailed,
        (Unmailed,),
        ("notices.Unmailed.person",),
    ),
    Kind(
        "calendar",
        "That your calendar is subscribed to your meetings",
        feeds,
        (CalendarFeed,),
        ("notices.CalendarFeed.person",),
    ),
    Kind(
        "reminders",
        "What you were reminded of",
        reminders,
        (ReminderSent,),
        ("notices.ReminderSent.person",),
    ),
)
COUNTED: dict[str, str] = {}
LEFT_OUT = {OutsideMessage._meta.label: "It is to somebody outside, and names only who asks."}
