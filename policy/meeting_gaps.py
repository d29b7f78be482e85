"""What keeps a general meeting, or a session of group supervision, from going on record."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from policy.completeness import Body, Gap, gaps_in_actions
from policy.months import add_months

LONGEST_FOLLOW_UP_MONTHS = 12


def gaps_in_meeting(body: Body, *, today: date) -> tuple[Gap, ...]:
    return (
        *_gaps_in_texts(body, {"summary": "Write a summary of the meeting"}),
        *gaps_in_actions(body, today),
        *_gaps_in_follow_up(body, today),
    )


def gaps_in_group(body: Body, *, names: Mapping[int, str], today: date) -> tuple[Gap, ...]:
    """`names`: those who were to take part, by key."""
    wanted = {"themes": "Write the themes of the session", "summary": "Write a shared summary"}
    people: Mapping[str, Mapping[str, str]] = body.get("people") or {}
    gaps = [
        gap
        for key, name in names.items()
        if (gap := _gap_of_person(str(key), name, people.get(str(key), {})))
    ]
    if not gaps and all(people[str(key)]["attended"] == "no" for key in names):
        path = ("people", str(next(iter(names), "")), "attended")
        gaps = [Gap(path, "A session that nobody attended is not recorded", "AMB-30")]
    given = _gaps_in_owners(body, {str(key) for key in names})
    return (*_gaps_in_texts(body, wanted), *gaps, *gaps_in_actions(body, today), *given)


def _gaps_in_texts(body: Body, wanted: Mapping[str, str]) -> list[Gap]:
    texts: Mapping[str, str] = body.get("texts") or {}
    return [
        Gap(("texts", key), sentence, "P22-2.9f")
        for key, sentence in wanted.items()
        if not (texts.get(key) or "").strip()
    ]


def _gap_of_person(key: str, name: str, said: Mapping[str, Any]) -> Gap | None:
    """Whoever attended contributed; whoever did not has nothing of theirs on record (S17-3.7d)."""
    attended, written = said.get("attended"), (said.get("contribution") or "").strip()
    if attended not in ("yes", "no"):
        return Gap(("people", key, "attended"), f"Say whether {name} attended", "AMB-30")
    path = ("people", key, "contribution")
    if attended == "yes" and not written:
        return Gap(path, f"Write what {name} contributed", "S17-3.7d")
    if attended == "no" and written:
        return Gap(path, f"{name} did not attend: take the contribution out", "S17-3.7d")
    return None


def _gaps_in_owners(body: Body, people: Collection[str]) -> list[Gap]:
    """An action of a session joins the plan of one who was there."""
    said: Mapping[str, Mapping[str, str]] = body.get("people") or {}
    owners = [str(action.get("owner") or "") for action in body.get("actions") or []]
    there = {key for key in people if said.get(key, {}).get("attended") != "no"}
    sentence = "Give the action to somebody who attended"
    return [
        Gap(("actions", str(number), "owner"), sentence, "P22-2.5j")
        for number, owner in enumerate(owners)
        if owner and owner not in there
    ]


def _gaps_in_follow_up(body: Body, today: date) -> list[Gap]:
    path, typed = ("follow_up", "due"), (body.get("follow_up") or {}).get("due") or ""
    if not typed:
        return []
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return [Gap(path, "Enter the day on which you come back to it as a date", "AP18-5a")]
    if not today <= day <= add_months(today, LONGEST_FOLLOW_UP_MONTHS):
        sentence = "The day on which you come back to it must be within the next 12 months"
        return [Gap(path, sentence, "AP18-5a")]
    return []
