"""What a page offers: its links and its forms, found in its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_TYPED = {"submit", "button", "reset", "image"}
CHOSEN = {"radio", "checkbox"}


@dataclass
class Field:
    kind: str
    values: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def add(self, name: str, kind: str, value: str = "") -> None:
        self.fields.setdefault(name, Field(kind)).values.append(value)


class Page(HTMLParser):
    """`Page(html).forms`, `Page(html).links`."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.select, self.is_in_form = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith(("/", "?")):
            self.links.append(given["href"].partition("#")[0])
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
            self.is_in_form = True
        elif self.is_in_form:
            self.handle_field(tag, given)

    def handle_field(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.forms[-1].add(self.select, "select", given.get("value", ""))
        elif tag == "textarea" and name:
            self.forms[-1].add(name, "textarea")
        elif tag == "input" and name and kind not in NOT_TYPED:
            self.forms[-1].add(name, kind, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "form":
            self.is_in_form = False
