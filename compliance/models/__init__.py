"""Who stands where, from facts."""

from compliance.models.calculation import (
    GIVEN_UP_AFTER,
    KEPT_FOR,
    CalculatedChange,
    CalculatedChangeQuerySet,
    CalculatedFigure,
    Calculation,
    CalculationQuerySet,
)
from compliance.models.daily import DailyChange, DailyChangeQuerySet
from compliance.models.figures import Figure, Projection, Snapshot, SnapshotQuerySet
from compliance.models.rebuild import Rebuild, Share, ShareQuerySet
from compliance.models.standing import (
    HEADLINE,
    LOOK_AHEAD,
    Order,
    Standing,
    StandingQuerySet,
    Status,
    Tally,
)

__all__ = [
    "GIVEN_UP_AFTER",
    "HEADLINE",
    "KEPT_FOR",
    "LOOK_AHEAD",
    "CalculatedChange",
    "CalculatedChangeQuerySet",
    "CalculatedFigure",
    "Calculation",
    "CalculationQuerySet",
    "DailyChange",
    "DailyChangeQuerySet",
    "Figure",
    "Order",
    "Projection",
    "Rebuild",
    "Share",
    "ShareQuerySet",
    "Snapshot",
    "SnapshotQuerySet",
    "Standing",
    "StandingQuerySet",
    "Status",
    "Tally",
]
