"""Times of day as people write them."""

import datetime as dt
import re

WORDS = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.I)
FOUR_NUMBERS = re.compile(r"(\d{2})(\d{2})()")


def parse_time(text: str) -> dt.time | None:
    """14:30, 14.30, 1430, 2:30pm, 2pm, midday. None for anything else, and for a bare number."""
    text = text.strip()
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    found = CLOCK.fullmatch(text) or FOUR_NUMBERS.fullmatch(text)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def uk_time(value: dt.time | None) -> str:
    """14:30"""
    return value.strftime("%H:%M") if value else ""
