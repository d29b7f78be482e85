"""The mails of a demonstration, which go into files and to nobody."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

LATEST = 50
# What Django writes between two mails of one file.
BETWEEN = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    sent_at: datetime
    text: str
    has_calendar: bool


def latest_mails(folder: Path) -> list[Mail]:
    """Newest first; none where nothing was sent."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails: list[Mail] = []
    for file in files:
        mails += [read(part) for part in file.read_bytes().split(BETWEEN) if part.strip()]
        if len(mails) >= LATEST:
            break
    return sorted(mails, key=lambda mail: mail.sent_at, reverse=True)[:LATEST]


def read(source: bytes) -> Mail:
    message = cast(EmailMessage, message_from_bytes(source, policy=default))
    text = message.get_body(("plain",))
    kinds = [part.get_content_type() for part in message.walk()]
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])),
        text=text.get_content().strip() if text else "",
        has_calendar="text/calendar" in kinds,
    )
