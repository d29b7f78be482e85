"""The copy on paper, from the same body as the data."""

from typing import Any

from stewardship.copying import Body
from supervision.pdf import typeset

WORDS = {True: "yes", False: "no", None: ""}


def copy_as_pdf(body: Body) -> bytes:
    return typeset("subject_access.typ", on_paper(body))


def on_paper(body: Body) -> dict[str, Any]:
    return {
        "name": body["person"]["name"],
        "staff_number": body["person"]["staff_number"],
        "asked_on": body["asked_on"],
        "made_at": body["made_at"][:10],
        "kinds": [
            {"title": kind["title"], "entries": [entry_of(entry) for entry in kind["entries"]]}
            for kind in body["kinds"]
        ],
        "counted": [[title, str(number)] for title, number in body["in_records_of_others"].items()],
        "left_out": list(dict.fromkeys(body["left_out"].values())),
    }


def entry_of(entry: Body) -> dict[str, Any]:
    facts = [[spaced(name), in_words(value)] for name, value in entry["facts"].items()]
    return {
        "facts": [[name, value] for name, value in facts if value],
        "texts": [text_of(text) for text in entry["texts"]],
    }


def text_of(text: Body) -> dict[str, Any]:
    by = f", by {text['by']}" if text["by"] else ""
    return {
        "title": f"{spaced(text['name'])}{by}",
        "paragraphs": [
            [one.get("text", ""), one.get("blacked_out", "")] for one in text["paragraphs"]
        ],
    }


def spaced(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def in_words(value: Any) -> str:
    match value:
        case bool() | None:
            return WORDS[value]
        case list():
            return ", ".join(in_words(one) for one in value)
        case dict():
            return ", ".join(f"{spaced(name)}: {in_words(one)}" for name, one in value.items())
    return str(value)
