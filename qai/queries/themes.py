"""The list of themes, and the themes of some pieces of work taken together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from people.models import Person
from qai.models import Audit, Observation, Tag, Theme
from qai.themes import tags_in


def offered_to(body: Mapping[str, Any]) -> list[Theme]:
    """Those on the list today, and retired ones that the draft has already."""
    chosen = {pk for side in Tag.Side for pk in tags_in(body, side).themes}
    return list(Theme.objects.filter(Q(retired_on=None) | Q(pk__in=chosen)))


def kept_list() -> list[Theme]:
    """All of them with how often each was used, retired ones last."""
    themes = Theme.objects.annotate(used=Count("tags")).order_by(*Theme._meta.ordering)
    return sorted(themes, key=lambda theme: theme.retired_on is not None)


def every_theme() -> list[Theme]:
    return list(Theme.objects.all())


@dataclass(frozen=True)
class Line:
    """One theme, and the pieces in which it was found, by the names under which they are pinned."""

    title: str
    pieces: tuple[str, ...]

    @property
    def number(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True)
class Collated:
    """`untagged`: how many of the pieces carry no theme, as loaded ones do."""

    strengths: Sequence[Line]
    learning: Sequence[Line]
    pieces: int
    untagged: int


def collate(keys: Collection[str], *, reader: Person) -> Collated:
    """Themes of the pieces named `audit-1` or `observation-2`, the most frequent first."""
    tags = list(tags_of(keys, reader=reader))
    tagged = {key_of(tag) for tag in tags}
    return Collated(
        strengths=lines(tags, Tag.Side.STRENGTHS),
        learning=lines(tags, Tag.Side.LEARNING),
        pieces=len(keys),
        untagged=len(set(keys) - tagged),
    )


def tags_of(keys: Iterable[str], *, reader: Person) -> QuerySet[Tag]:
    numbers: dict[str, list[int]] = {"audit": [], "observation": []}
    for key in keys:
        kind, _, pk = key.partition("-")
        numbers[kind].append(int(pk))
    of_these = Q(audit__in=numbers["audit"]) | Q(observation__in=numbers["observation"])
    return Tag.objects.visible_to(reader).filter(of_these).select_related("theme").order_by("pk")


def key_of(tag: Tag) -> str:
    return f"audit-{tag.audit_id}" if tag.audit_id else f"observation-{tag.observation_id}"


def lines(tags: Iterable[Tag], side: str) -> list[Line]:
    """However own words are written in capitals, they are one theme."""
    titles: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for tag in tags:
        if tag.side == side:
            title = tag.theme.title if tag.theme else tag.words
            titles.setdefault(title.casefold(), title)
            found.setdefault(title.casefold(), []).append(key_of(tag))
    made = [Line(titles[key], tuple(pieces)) for key, pieces in found.items()]
    return sorted(made, key=lambda line: (-line.number, line.title))


def titles_on(piece: Audit | Observation) -> dict[str, list[str]]:
    """By side, for whoever reads the piece."""
    tags = piece.tags.select_related("theme").order_by("pk")
    return {
        side: [tag.theme.title if tag.theme else tag.words for tag in tags if tag.side == side]
        for side in Tag.Side
    }
