"""Long lists, a page at a time."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

PAGE_SIZE = 50


def page_of(
    rows: Any, wanted: str | None, *, size: int = PAGE_SIZE, number_of_rows: int | None = None
) -> Page:
    """The page asked for, or the nearest there is. `number_of_rows` where it is known already."""
    paginator = Paginator(rows, size)
    if number_of_rows is not None:
        paginator.count = number_of_rows
    try:
        number = int(wanted or 1)
    except ValueError:
        number = 1
    return paginator.page(min(max(number, 1), paginator.num_pages))


def page_links(page: Page, query: QueryDict) -> dict[str, Any] | None:
    """Parameters of the GOV.UK pagination; the filters stay in each address."""
    if page.paginator.num_pages == 1:
        return None

    def address(number: int | str) -> str:
        wanted = query.copy()
        wanted["page"] = str(number)
        return f"?{wanted.urlencode()}"

    gap = page.paginator.ELLIPSIS
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "items": [
            {"ellipsis": True}
            if number == gap
            else {"number": number, "href": address(number), "current": number == page.number}
            for number in numbers
        ],
        "previous": {"href": address(page.number - 1)} if page.has_previous() else None,
        "next": {"href": address(page.number + 1)} if page.has_next() else None,
    }
