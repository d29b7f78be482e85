"""What the pages of imports show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from exchange.importing.identity import spoken
from exchange.importing.shapes import Shape
from exchange.importing.table import shapes_of
from exchange.models import Import, ImportContent
from people.models import Person
from policy import rulebook


@dataclass(frozen=True)
class CountsOfType:
    """How many lines of one type create something, change something, or leave all as it is."""

    title: str
    create: int
    change: int
    same: int


@dataclass(frozen=True)
class KeyInWords:
    name: str
    is_required: bool
    is_natural: bool


def imports_for(reader: Person) -> QuerySet[Import]:
    return Import.objects.visible_to(reader).select_related("by")


def content_for(reader: Person, given: Import) -> ImportContent | None:
    """Without the file itself, which may be long."""
    contents = ImportContent.objects.visible_to(reader).filter(pk=given.pk)
    return contents.defer("file").first()


def counts_of(given: Import) -> list[CountsOfType]:
    """In the order of the format."""
    shapes = shapes_of(rulebook.in_force(settings.RULEBOOK, localdate(given.given_at)))
    known = [type_ for type_ in shapes if type_ in given.counts]
    return [counts_of_type(type_, given.counts[type_]) for type_ in known]


def counts_of_type(type_: str, counts: Mapping[str, int]) -> CountsOfType:
    title = spoken(type_)
    return CountsOfType(
        title=title[0].upper() + title[1:],
        create=counts.get("create", 0),
        change=counts.get("change", 0),
        same=counts.get("same", 0),
    )


def changes_in(given: Import) -> int:
    return sum(row.create + row.change for row in counts_of(given))


def types_in_words(on: date) -> list[tuple[str, list[KeyInWords]]]:
    """The format as it is read, for those who write such files."""
    shapes = shapes_of(rulebook.in_force(settings.RULEBOOK, on))
    return [(shape.type, keys_in_words(shape)) for shape in shapes.values()]


def keys_in_words(shape: Shape) -> list[KeyInWords]:
    return [
        KeyInWords(name, key.required, name in shape.natural_key)
        for name, key in shape.keys.items()
    ]
