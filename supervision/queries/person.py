from people.models import Person
from supervision.models import PLR


def plrs_visible_to(reader: Person, person: Person) -> list[PLR]:
    plrs = PLR.objects.visible_to(reader).filter(reportee=person).select_related("led_by")
    return list(plrs.order_by("-planned_for")[:12])
