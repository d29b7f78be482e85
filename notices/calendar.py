"""A meeting as calendar programs read it (RFC 5545, RFC 5546): when and where, nothing of a record.

The site is the organiser and asks for no reply: what a calendar says moves no meeting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vCalAddress

UK = ZoneInfo("Europe/London")
PRODUCT = "-//Performance and Learning Review//EN"
# The rule in force since 1996, as every calendar program reads it.
CLOCK_CHANGES = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Entry:
    """One meeting. `sequence` counts how often it was changed; the day alone where no time is set.

    `attendees`: name and address of each. `path`: the page of the site that it leads to.
    """

    key: str
    sequence: int
    title: str
    day: date
    starts_at: time | None
    minutes: int
    place: str
    path: str
    attendees: tuple[tuple[str, str], ...]
    changed_at: datetime
    cancelled: bool = False


def to_plain(entry: Entry) -> dict[str, Any]:
    """As JSON holds it."""
    return {
        **asdict(entry),
        "day": entry.day.isoformat(),
        "starts_at": entry.starts_at.isoformat() if entry.starts_at else None,
        "changed_at": entry.changed_at.isoformat(),
    }


def from_plain(plain: Mapping[str, Any]) -> Entry:
    starts_at = plain["starts_at"]
    given = {
        "day": date.fromisoformat(plain["day"]),
        "starts_at": time.fromisoformat(starts_at) if starts_at else None,
        "attendees": tuple((name, address) for name, address in plain["attendees"]),
        "changed_at": datetime.fromisoformat(plain["changed_at"]),
    }
    return Entry(**{**plain, **given})


def method_of(entry: Entry) -> str:
    return "CANCEL" if entry.cancelled else "REQUEST"


def invitation(entry: Entry) -> str:
    """Puts it into a calendar, moves it there, or takes it out."""
    return written([entry], METHOD=method_of(entry))


def feed(entries: Iterable[Entry], *, name: str) -> str:
    """For a calendar program that asks again by itself."""
    refresh = {"REFRESH-INTERVAL;VALUE=DURATION": "PT4H", "X-PUBLISHED-TTL": "PT4H"}
    return written(entries, **{"METHOD": "PUBLISH", "NAME": name, "X-WR-CALNAME": name, **refresh})


def written(entries: Iterable[Entry], **properties: str) -> str:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    for key, value in properties.items():
        calendar.add(key, value)
    calendar.add_component(Timezone.from_ical(CLOCK_CHANGES))
    for entry in entries:
        calendar.add_component(event(entry))
    return calendar.to_ical().decode()


def event(entry: Entry) -> Event:
    made = Event()
    made.add("UID", f"{entry.key}@{urlsplit(settings.BASE_URL).hostname}")
    made.add("SEQUENCE", entry.sequence)
    made.add("DTSTAMP", entry.changed_at)
    made.add("SUMMARY", entry.title)
    made.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    made.add("ORGANIZER", organiser())
    made.add("CLASS", "PRIVATE")
    made.add("URL", f"{settings.BASE_URL}{entry.path}")
    if entry.place:
        made.add("LOCATION", entry.place)
    for name, address in entry.attendees:
        made.add("ATTENDEE", attendee(name, address), encode=False)
    add_times(made, entry)
    return made


def add_times(made: Event, entry: Entry) -> None:
    if entry.starts_at is None:
        made.add("DTSTART", entry.day)
        made.add("DTEND", entry.day + timedelta(days=1))
        made.add("TRANSP", "TRANSPARENT")
        return
    start = datetime.combine(entry.day, entry.starts_at, tzinfo=UK)
    made.add("DTSTART", start)
    made.add("DTEND", start + timedelta(minutes=entry.minutes))


def organiser() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return named(vCalAddress(f"mailto:{address}"), name)


def attendee(name: str, address: str) -> vCalAddress:
    made = named(vCalAddress(f"mailto:{address}"), name)
    made.params["PARTSTAT"] = "ACCEPTED"
    made.params["RSVP"] = "FALSE"
    return made


def named(address: vCalAddress, name: str) -> vCalAddress:
    address.params["CN"] = name
    return address
