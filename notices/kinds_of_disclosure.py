"""Told of records that are opened outside the line, and of what is kept about somebody."""

from notices.kind import Kind

DISCLOSURE = (
    Kind(
        "subject_access_asked",
        "You asked what is kept about you",
        "You get the answer by {day}. You are told when you can fetch it.",
    ),
    Kind(
        "subject_access_to_answer",
        "{of} asked what is kept about them",
        "{of} asked what is kept about them. The answer is due by {day}, and waits under Records.",
    ),
    Kind(
        "subject_access_extended",
        "The answer to what is kept about you takes longer",
        "There is so much to look through that you get the answer by {day}. The reason stands "
        "on the page.",
    ),
    Kind(
        "subject_access_released",
        "You can fetch what is kept about you",
        "Sign in to fetch it, on paper or as data. It is there until {until}; then the copy is "
        "deleted.",
    ),
    Kind(
        "record_opened_by_break_glass",
        "{by} has opened your records",
        "{by} has opened your records by break-glass on {day}, to read them for an hour at most. "
        "Sign in to see the reason, and what was read.",
    ),
    Kind(
        "break_glass_to_answer",
        "{by} asks you about telling somebody later",
        "{by} wants to open the records of somebody who would be told of it later. Nothing is "
        "open before you answer. Please look at it.",
    ),
    Kind(
        "break_glass_answered",
        "There is an answer about telling somebody later",
        "{by} has answered. You can open the records now. You see there when the person is told.",
    ),
)
