"""What this room keeps about a person: that they gave files."""

from exchange.models import Import, ImportContent
from people.kept import Kind

KINDS: tuple[Kind, ...] = ()
COUNTED = {"exchange.Import.by": "Files that you gave to be imported"}
LEFT_OUT = {
    Import._meta.label: "It is about a file; what the file said of you stands in its own place.",
    ImportContent._meta.label: "It is kept for a day, and for whoever gave the file alone.",
}
