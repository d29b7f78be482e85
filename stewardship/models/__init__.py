"""What is kept about people: for whoever asks, and for how long."""

from stewardship.models.retention import (
    Disposal,
    DisposalItem,
    RetentionDue,
    RetentionSwitch,
    Tombstone,
    kinds_on,
)
from stewardship.models.retention_hold import LegalHold, LegalHoldReason
from stewardship.models.subject_access import (
    AccessCopy,
    AccessRequest,
    AccessReview,
    ComplexityReason,
)

__all__ = [
    "AccessCopy",
    "AccessRequest",
    "AccessReview",
    "ComplexityReason",
    "Disposal",
    "DisposalItem",
    "LegalHold",
    "LegalHoldReason",
    "RetentionDue",
    "RetentionSwitch",
    "Tombstone",
    "kinds_on",
]
