from django.urls import reverse

from people.models import Person


def navigation_for(person: Person, *, path: str) -> list[dict]:
    """The few places a person goes to, by what they are today."""
    reach = person.reach
    places = [("Home", reverse("home"))]
    if reach.reports:
        places.append(("My PLR", reverse("supervision:mine")))
    places.append(("My development plan", reverse("supervision:plan_of", args=[person.pk])))
    places.append(("Feedback", reverse("supervision:feedback")))
    places.append(("Audits", reverse("qai:home")))
    places.append(("People", reverse("people:people")))
    if reach.reports or reach.oversees or "mis" in reach.unlimited_grants:
        places.append(("Compliance", reverse("compliance:whole")))
    if takes_part_in_samples(person):
        places.append(("Samples", reverse("assurance:home")))
    if reach.unlimited_grants & {"hr", "mis"}:
        places.append(("Imports", reverse("exchange:imports")))
    if reach.hr_everywhere or reach.hr_units:
        places.append(("Records", reverse("stewardship:requests")))
    if reach.may_break_glass:
        places.append(("Break-glass", reverse("stewardship:break_glass")))
    places.append(("Who has read my records", reverse("people:readings")))
    above = nearest_above(path, [href for _, href in places[1:]])
    return [
        {"text": text, "href": href, "current": path == href, "active": href == above}
        for text, href in places
    ]


def nearest_above(path: str, addresses: list[str]) -> str:
    """The place that a page belongs to, by its address; everything lies below Home."""
    return max((one for one in addresses if path.startswith(one)), key=len, default="")


def takes_part_in_samples(person: Person) -> bool:
    reach = person.reach
    return reach.oversees or bool(reach.may_read) or bool(reach.grants & {"cmt", "mis", "nis"})
