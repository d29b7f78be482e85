"""Who looks at whose work, and what may be done with an audit or observation now.

Asked of people and pieces that one may already see. Nobody looks at their own work.
"""

from people.models import Person
from policy.rulebook import Rulebook
from policy.rulebook.qai import Setting, Source, Tool
from qai.models import Audit, Piece


def works_with(by: Person, person: Person) -> bool:
    """Is their line manager or their practice supervisor today."""
    return person.pk in by.reach.reports or person.pk in by.reach.supervised


def is_open_to(source: Source, by: Person, person: Person) -> bool:
    """Own people; by post those of one's part of the organisation; by grant those it covers."""
    reach, unit = by.reach, person.reach.unit_id
    if source.own_people and works_with(by, person):
        return True
    if reach.role in source.roles and unit in reach.units_of.get("role", ()):
        return True
    return any(
        grant in reach.unlimited_grants or unit in reach.units_of.get(grant, ())
        for grant in source.grants
    )


def sources_open_to(by: Person, person: Person, book: Rulebook) -> tuple[Source, ...]:
    """In whose name one may look at this person's work; none for one's own."""
    if by.pk == person.pk or not by.is_active or person.reach.role is None:
        return ()
    return tuple(source for source in book.qai.sources.values() if is_open_to(source, by, person))


def sources_held(by: Person, book: Rulebook) -> tuple[Source, ...]:
    """In whose name one may look at anybody's work."""
    reach = by.reach
    own = bool(reach.reports or reach.supervised)
    return tuple(
        source
        for source in book.qai.sources.values()
        if (source.own_people and own)
        or reach.role in source.roles
        or reach.grants & {*source.grants}
    )


def tools_open_to(
    by: Person, person: Person, book: Rulebook
) -> tuple[tuple[Source, ...], tuple[Tool, ...]]:
    """Sources and tools that fit the work of this person and whoever audits it."""
    sources = sources_open_to(by, person, book)
    usable = {key for source in sources for key in source.tools}
    role = person.reach.role
    tools = [tool for tool in book.audit_tools_for(role) if tool.key in usable] if role else []
    fit = {tool.key for tool in tools}
    return tuple(source for source in sources if fit & {*source.tools}), tuple(tools)


def settings_open_to(by: Person, person: Person, book: Rulebook) -> tuple[Setting, ...]:
    """Where one may observe this person."""
    if not any(source.observes for source in sources_open_to(by, person, book)):
        return ()
    return book.settings_for(person.reach.role) if person.reach.role else ()


def may_write(by: Person, piece: Piece) -> bool:
    """Its author alone, until it is finalised; never the person whose work it is about."""
    return is_author(by, piece) and not piece.is_final


def is_author(by: Person, piece: Piece) -> bool:
    return piece.author_id == by.pk and piece.person_id != by.pk


def may_write_part(by: Person, audit: Audit) -> bool:
    """The practitioner, in a collaborative audit, until it is handed over or finalised."""
    return has_part(by, audit) and not audit.is_final and audit.part_handed_over_at is None


def has_part(by: Person, piece: Piece) -> bool:
    return piece.person_id == by.pk and piece.is_collaborative


def may_acknowledge(by: Person, piece: Piece) -> bool:
    return piece.person_id == by.pk and piece.is_final and piece.acknowledged_at is None


def may_amend(by: Person, piece: Piece) -> bool:
    return is_author(by, piece) and piece.is_final


def reads_by_grant(by: Person, piece: Piece) -> bool:
    """On no other ground than a dated permission to read this one, or by break-glass."""
    given = piece.pk in by.reach.records_to_read(piece.thing)
    opened = piece.person_id in by.reach.opened - by.reach.reports
    return (given or opened) and by.pk not in (piece.person_id, piece.author_id)


def keeps_themes(by: Person) -> bool:
    """Who adds, renames and retires themes, and sees their trends: HR and NIS, of everything."""
    return bool(by.reach.unlimited_grants & {"hr", "nis"})
