"""Quality assurance and impact."""

from qai.models.pieces import (
    Audit,
    AuditContent,
    Observation,
    ObservationContent,
    PieceContentQuerySet,
    PieceQuerySet,
)
from qai.models.self_regulation import (
    DecisionQuerySet,
    SelfRegulationDecision,
    SelfRegulationReason,
)
from qai.models.themes import Tag, TagQuerySet, Theme

__all__ = [
    "Audit",
    "AuditContent",
    "DecisionQuerySet",
    "Observation",
    "ObservationContent",
    "PieceContentQuerySet",
    "PieceQuerySet",
    "SelfRegulationDecision",
    "SelfRegulationReason",
    "Tag",
    "TagQuerySet",
    "Theme",
]
