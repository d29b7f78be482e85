"""The body of a draft, between the form (flat names) and the database (nested)."""

from collections.abc import Mapping

ROWS = ("actions", "cases")
Body = dict[str, object]


def flatten(body: Mapping[str, object]) -> dict[str, str]:
    """{"standards": {"safe": {"grade": "good"}}} becomes {"standards-safe-grade": "good"}."""
    flat: dict[str, str] = {}
    for key, value in body.items():
        if isinstance(value, list):
            value = {str(number): entry for number, entry in enumerate(value)}
        if isinstance(value, Mapping):
            flat |= {f"{key}-{inner}": text for inner, text in flatten(value).items()}
        else:
            flat[key] = str(value)
    return flat


def nest(flat: Mapping[str, str]) -> Body:
    """The reverse. Empty texts and rows are left out: an untouched draft is an empty body."""
    body: Body = {}
    for name, text in flat.items():
        if not text:
            continue
        *path, last = name.split("-")
        place = body
        for step in path:
            place = place.setdefault(step, {})  # type: ignore[assignment]
        place[last] = text
    for key in ROWS:
        if key in body:
            rows: dict[str, object] = body[key]  # type: ignore[assignment]
            body[key] = [rows[number] for number in sorted(rows, key=int)]
    return body
