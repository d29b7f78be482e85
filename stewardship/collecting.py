"""Everything that is kept about one person, from each room that keeps it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Value

from assurance import subject_access as of_assurance
from compliance import subject_access as of_compliance
from exchange import subject_access as of_exchange
from notices import subject_access as of_notices
from people import subject_access as of_people
from people.kept import Entry, Kind, Text
from people.models import Person, PracticeSupervision, ReportingLine
from policy.subject_access import Names, key_of, must_be_looked_at, paragraphs
from qai import subject_access as of_qai
from stewardship import subject_access as of_stewardship
from stewardship.wording import place_of
from supervision import subject_access as of_supervision

ROOMS = (
    of_people,
    of_supervision,
    of_qai,
    of_assurance,
    of_compliance,
    of_notices,
    of_exchange,
    of_stewardship,
)
# How those are called whose name was disposed of: it is nobody's.
FORMER = "Former member of staff "


@dataclass(frozen=True)
class Collected:
    kind: Kind
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Passage:
    """One paragraph that a reviewer looks at. `named`: words that are part of somebody's name.

    `places`: of which record, field and day it is, for each place in which the words stand.
    """

    key: str
    words: str
    places: tuple[str, ...]
    by: str
    named: tuple[str, ...]
    records: tuple[tuple[str, int], ...]


def collect(person: Person) -> list[Collected]:
    """Always the same number of questions to the database, however much is kept."""
    kinds = [kind for room in ROOMS for kind in room.KINDS]
    return [Collected(kind, list(kind.entries(person))) for kind in kinds]


def passages_of(collected: Iterable[Collected], names: Names) -> list[Passage]:
    """What has to be looked at, in the order of the copy, each once."""
    found: dict[str, Passage] = {}
    for one in collected:
        for entry in one.entries:
            for text in entry.texts:
                for passage in passages_in(text, entry, one.kind, names):
                    before = found.get(passage.key)
                    found[passage.key] = joined(before, passage) if before else passage
    return list(found.values())


def passages_in(text: Text, entry: Entry, kind: Kind, names: Names) -> Iterator[Passage]:
    records = (entry.record,) if entry.record else ()
    places = (place_of(text, entry, kind),)
    for words in paragraphs(text.words):
        named = tuple(names.found_in(words))
        if must_be_looked_at(text.look, named):
            yield Passage(key_of(words, text.by), words, places, text.by, named, records)


def joined(first: Passage, second: Passage) -> Passage:
    """The same words in two places: they are opened in both."""
    records = tuple(dict.fromkeys((*first.records, *second.records)))
    places = tuple(dict.fromkeys((*first.places, *second.places)))
    return Passage(first.key, first.words, places, first.by, first.named, records)


def names_beside(person: Person) -> Names:
    """Of everybody in the register but the person and their own line: they know who leads them."""
    there = Person.objects.exclude(name__startswith=FORMER).order_by("pk")
    return Names(there.values_list("pk", "name"), but={person.pk, *chain(person)})


def chain(person: Person) -> set[int]:
    """Their line managers, then and now, whose line those are, and their practice supervisors."""
    managers = set(ReportingLine.objects.filter(person=person).values_list("manager", flat=True))
    above = ReportingLine.objects.filter(person__in=managers).values_list("manager", flat=True)
    supervisors = PracticeSupervision.objects.filter(person=person)
    return managers | set(above) | set(supervisors.values_list("supervisor", flat=True))


def counted(person: Person) -> dict[str, int]:
    """How much the person did in the records of others: one question for all of it."""
    titles: Mapping[str, str] = {
        relation: title for room in ROOMS for relation, title in room.COUNTED.items()
    }
    first, *others = [numbers_of(relation, person) for relation in titles]
    found = dict(first.union(*others, all=True))
    return {title: found[relation] for relation, title in titles.items() if relation in found}


def numbers_of(relation: str, person: Person):
    label, _, field = relation.rpartition(".")
    rows = apps.get_model(label)._default_manager.filter(**{field: person}).order_by()
    named = rows.annotate(relation=Value(relation)).values("relation")
    return named.annotate(number=Count("pk")).values_list("relation", "number")
