"""Quality assurance and impact."""

from qai.models.part import AuditPart
from qai.models.piece import Piece, PieceContent, PieceContentQuerySet, PieceQuerySet
from qai.models.pieces import (
    Audit,
    AuditAmendment,
    AuditContent,
    Observation,
    ObservationAmendment,
    ObservationContent,
)
from qai.models.self_regulation import (
    DecisionQuerySet,
    SelfRegulationDecision,
    SelfRegulationReason,
)
from qai.models.themes import Tag, TagQuerySet, Theme

__all__ = [
    "Audit",
    "AuditAmendment",
    "AuditContent",
    "AuditPart",
    "DecisionQuerySet",
    "Observation",
    "ObservationAmendment",
    "ObservationContent",
    "Piece",
    "PieceContent",
    "PieceContentQuerySet",
    "PieceQuerySet",
    "SelfRegulationDecision",
    "SelfRegulationReason",
    "Tag",
    "TagQuerySet",
    "Theme",
]
