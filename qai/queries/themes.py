"""The list of themes, and the themes of some pieces of work taken together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower

from qai.models import Tag, Theme
from qai.themes import Chosen, tags_in


def offered_to(body: Mapping[str, Any]) -> list[Theme]:
    """Those on the list today, and retired ones that the draft has already."""
    chosen = {pk for side in Tag.Side for pk in tags_in(body, side).themes}
    return list(Theme.objects.filter(Q(retired_on=None) | Q(pk__in=chosen)))


# Written out, because each page that shows work of a period asks for it.
THEMES = """
(select coalesce(
    json_agg(json_build_object('side', side, 'title', coalesce(title, words)) order by tag.id),
    '[]')
 from qai_tag tag left join qai_theme theme on theme.id = theme_id
 where tag.{of}_id = qai_{of}content.{of}_id)
"""

USED = "(select count(*) from qai_themefound used where used.theme_id = qai_theme.id)"


def titles_in(body: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """By side the themes of a body, listed ones first."""
    chosen = {side: tags_in(body, side) for side in Tag.Side}
    listed = Theme.objects.in_bulk({pk for one in chosen.values() for pk in one.themes})
    return {side: in_words(one, listed) for side, one in chosen.items()}


def in_words(chosen: Chosen, listed: Mapping[int, Theme]) -> tuple[str, ...]:
    return (*(listed[pk].title for pk in chosen.themes if pk in listed), *chosen.words)


def kept_list() -> list[Theme]:
    """All of them with how often each was used, retired ones last."""
    themes = Theme.objects.annotate(used=RawSQL(USED, [])).order_by(Lower("title"))
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


def with_themes(of: str) -> RawSQL:
    """To annotate contents of audits or observations: side and title of each tag."""
    return RawSQL(THEMES.format(of=of), [])


def collate(pieces: Iterable[tuple[str, Sequence[Mapping[str, str]]]]) -> Collated:
    """Of some pieces, each with its name and tags, the most frequent themes first."""
    pieces = list(pieces)
    return Collated(
        strengths=lines(pieces, Tag.Side.STRENGTHS),
        learning=lines(pieces, Tag.Side.LEARNING),
        pieces=len(pieces),
        untagged=sum(not tags for _, tags in pieces),
    )


def lines(pieces: Iterable[tuple[str, Sequence[Mapping[str, str]]]], side: str) -> list[Line]:
    """However own words are written in capitals, they are one theme."""
    titles: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for key, tags in pieces:
        for title in (tag["title"] for tag in tags if tag["side"] == side):
            titles.setdefault(title.casefold(), title)
            found.setdefault(title.casefold(), []).append(key)
    made = [Line(titles[folded], tuple(keys)) for folded, keys in found.items()]
    return sorted(made, key=lambda line: (-line.number, line.title))
