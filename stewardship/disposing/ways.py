"""How rows go that cannot simply be deleted. Each says how many records went."""

from django.db import connections
from django.db.models import F, QuerySet

from assurance.models import Seed
from qai.models import Audit
from stewardship.disposing.bin import Bin
from supervision.models import Action


def throw_draws(bin: Bin, rows: QuerySet) -> int:
    """With their seeds, which would else look as if nothing had been drawn with them."""
    seeds = list(rows.values_list("seed", flat=True))
    number = bin.throw(rows)
    bin.throw(bin.rows(Seed, pk__in=seeds))
    return number


def throw_pieces(bin: Bin, rows: QuerySet) -> int:
    """Actions that came from a piece are supervision records: they stay, without where from."""
    ids = list(rows.values_list("pk", flat=True))
    source = "audit" if rows.model is Audit else "observation"
    bin.rows(Action, **{f"{source}__in": ids}).update(**{source: None})
    return bin.throw(bin.rows(rows.model, pk__in=ids))


def empty(bin: Bin, rows: QuerySet) -> int:
    """The row stays with what it hangs on; a page that is still open finds a closed door."""
    return rows.update(body={}, version=F("version") + 1)


def throw_readings(bin: Bin, rows: QuerySet) -> int:
    """No role may delete a line of this log: a function of the owner does, for the batch role."""
    people = set(rows.values_list("about_id", flat=True))
    with connections[bin.db].cursor() as cursor:
        cursor.execute("select dispose_of_readings(%s::bigint[])", [list(people)])
        return cursor.fetchone()[0]
