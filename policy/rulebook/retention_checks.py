"""Whether the periods for which records are kept fit together."""

from policy.rulebook.places import Place, known
from policy.rulebook.retention import Retention

KINDS = (
    "supervision",
    "quality_assurance",
    "samples",
    "absences",
    "performance_matters",
    "readings",
    "disclosures",
    "drafts",
    "notices",
    "sign_ins",
    "person",
)
NAME_AND_ADDRESS = "person"
MOST_MONTHS = 600


def check_retention(retention: Retention, place: Place) -> None:
    """Raises RulebookError for a kind that is not there, or a name that goes before its records."""
    here = place / "kinds"
    known(retention.kinds, KINDS, here, "kind of record")
    known(KINDS, retention.kinds, here, "kind of record that is given")
    for key, kind in retention.kinds.items():
        if not 1 <= kind.months <= MOST_MONTHS:
            raise (here / key / "months").error(
                f"{kind.months} is out of reach", f"Write a number from 1 to {MOST_MONTHS}"
            )
    person = retention.kinds[NAME_AND_ADDRESS]
    longest = max(kind.months for kind in retention.kinds.values() if kind.counts_from_leaving)
    if not person.counts_from_leaving or person.months < longest:
        raise (here / NAME_AND_ADDRESS).error(
            "goes before records about that person",
            f'Write clock = "left" and {longest} months or more',
        )
