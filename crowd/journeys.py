"""The five journeys, each one round of it."""

from collections.abc import Sequence

from crowd.visitor import Visitor

SAVES = range(8)


def writes(visitor: Visitor) -> None:
    """A practitioner writes a self-assessment."""
    of = visitor.part.path
    visitor.look("/", "home")
    visitor.think(2, 6)
    visitor.look(of, "PLR")
    visitor.think(2, 6)
    visitor.look(f"{of}self-assessment/", "self-assessment")
    for _ in SAVES:
        visitor.think(3, 11)
        if visitor.is_over:
            return
        visitor.save(f"{of}self-assessment/draft/")
    if visitor.press(f"{of}self-assessment/", {"then": "preview"}):
        visitor.look(f"{of}self-assessment/preview/", "preview")
        visitor.think(5, 15)


def records(visitor: Visitor) -> None:
    """A manager prepares, writes up the meeting and looks at the check page."""
    of = visitor.part.path
    visitor.look("/", "home")
    visitor.think(2, 6)
    visitor.look(f"{of}prepare/", "prepare")
    visitor.think(5, 15)
    visitor.look(f"{of}record/", "record")
    for _ in SAVES:
        visitor.think(3, 11)
        if visitor.is_over:
            return
        visitor.save(f"{of}record/draft/")
    visitor.look(f"{of}record/check/", "check")
    visitor.think(5, 15)


def reads(visitor: Visitor) -> None:
    """Somebody reads their finished record, and who has read it."""
    of = visitor.part.path
    pages = [
        ("/", "home"),
        (f"{of}finished/", "finished record"),
        (f"{of}finished/record.pdf", "PDF"),
        ("/who-has-read-my-records/", "readings"),
        (f"/people/{visitor.part.person.pk}/development-plan/", "development plan"),
    ]
    look_through(visitor, pages)


def oversees(visitor: Visitor) -> None:
    """A head looks at dashboards and lists."""
    pages = [
        ("/", "home"),
        ("/compliance/", "dashboard"),
        ("/people/", "people"),
        ("/assurance/reports/", "what samples show"),
        ("/without-a-plr/", "without a PLR"),
        ("/compliance/?export=csv", "sheet"),
    ]
    look_through(visitor, pages)


def keeps(visitor: Visitor) -> None:
    """HR looks for people and takes sheets away."""
    pages = [
        ("/", "home"),
        ("/people/", "people"),
        ("/people/?q=an", "people found"),
        ("/compliance/", "dashboard"),
        (f"/people/{visitor.part.person.pk}/", "a person"),
        ("/compliance/?export=xlsx", "sheet"),
        ("/compliance/daily/", "daily check"),
    ]
    look_through(visitor, pages)


def look_through(visitor: Visitor, pages: Sequence[tuple[str, str]]) -> None:
    for path, what in pages:
        if visitor.is_over:
            return
        visitor.look(path, what)
        visitor.think(4, 12)


JOURNEYS = {one.__name__: one for one in (writes, records, oversees, keeps, reads)}
TITLES = {
    "writes": "writes a self-assessment",
    "records": "prepares and records",
    "oversees": "oversees: dashboards, lists",
    "keeps": "HR: people, sheets",
    "reads": "reads records, readings, PDF",
}
