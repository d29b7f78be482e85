from collections.abc import Collection
from datetime import date

from people.models import Person, Posting, ReportingLine


def line_manager_of(*, person_id: int, on: date) -> Person | None:
    line = (
        ReportingLine.objects.current(on).filter(person=person_id).select_related("manager").first()
    )
    return line.manager if line else None


def line_managers_of(*, people: Collection[int], on: date) -> dict[int, Person]:
    """The line manager of each; people without one are left out."""
    lines = ReportingLine.objects.current(on).filter(person__in=people).select_related("manager")
    return {line.person_id: line.manager for line in lines}


def post_of(*, person_id: int, on: date) -> Posting | None:
    """The post held on the day; between posts and after the last, the one before it."""
    return posts_of(people=[person_id], on=on).get(person_id)


def posts_of(*, people: Collection[int], on: date) -> dict[int, Posting]:
    """The same for several people at once; those who were never posted are left out."""
    posts: dict[int, Posting] = {}
    for posting in Posting.objects.filter(person__in=people).order_by("start"):
        if posting.start <= on or posting.person_id not in posts:
            posts[posting.person_id] = posting
    return posts
