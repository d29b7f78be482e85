from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from people import audit
from people.models import Person
from qai.models import Audit, Observation, Piece, Tag, Theme
from qai.themes import tags_in

OF: Mapping[type[Piece], str] = {Audit: "audit", Observation: "observation"}


class TitleTaken(Exception):
    """There is a theme of this title already, perhaps a retired one."""


@transaction.atomic
def add_theme(*, title: str, by: Person) -> Theme:
    """Raises TitleTaken."""
    theme = Theme(title=title)
    _save(theme)
    audit.record("theme_added", theme, by=by, title=title)
    return theme


@transaction.atomic
def rename_theme(*, theme: Theme, title: str, by: Person) -> None:
    """What was tagged with it is tagged with the new title. Raises TitleTaken."""
    before, theme.title = theme.title, title
    _save(theme)
    audit.record("theme_renamed", theme, by=by, before=before, title=title)


def _save(theme: Theme) -> None:
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError:
        raise TitleTaken from None


@transaction.atomic
def retire_theme(*, theme: Theme, by: Person, today: date) -> None:
    """Offered to no writer any more; it stays where it was used. Twice is once."""
    if Theme.objects.filter(pk=theme.pk, retired_on=None).update(retired_on=today):
        audit.record("theme_retired", theme, by=by)


@transaction.atomic
def restore_theme(*, theme: Theme, by: Person) -> None:
    if Theme.objects.filter(pk=theme.pk).exclude(retired_on=None).update(retired_on=None):
        audit.record("theme_restored", theme, by=by)


def tag_piece(piece: Piece, body: Mapping[str, Any]) -> None:
    """The tags of a finalised piece are those of its body; called where the body is frozen."""
    of = {OF[type(piece)]: piece}
    Tag.objects.filter(**of).delete()
    Tag.objects.bulk_create(Tag(**of, **fields) for fields in _tags(body))


def _tags(body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Own words that are the title of a listed theme are that theme."""
    listed = {title.casefold(): pk for pk, title in Theme.objects.values_list("pk", "title")}
    for side in Tag.Side:
        chosen = tags_in(body, side)
        meant = {listed[one.casefold()] for one in chosen.words if one.casefold() in listed}
        themes = (set(chosen.themes) & set(listed.values())) | meant
        own = [one for one in chosen.words if one.casefold() not in listed]
        yield from ({"side": side, "theme_id": pk} for pk in sorted(themes))
        yield from ({"side": side, "words": words} for words in own)
