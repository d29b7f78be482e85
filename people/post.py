"""Letters about an account, handed over in the transaction of what caused them.

A room above carries them, and says so once, when the site starts.
"""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from people.models import Person

# The kind, the person, what it is about, and the alias of the database.
Carrier = Callable[[str, Person, Model, str], None]
_carriers: list[Carrier] = []


def carry(carrier: Carrier) -> None:
    """Registering twice is registering once."""
    if carrier not in _carriers:
        _carriers.append(carrier)


def hand_over(
    kind: str, person: Person, *, about: Model | None = None, using: str = DEFAULT_DB_ALIAS
) -> None:
    """`kind`: one of `people.mail.LETTERS`."""
    for carrier in _carriers:
        carrier(kind, person, about or person, using)
