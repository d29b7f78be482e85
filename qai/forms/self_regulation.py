from typing import Any

from django import forms

from govuk.forms import GovukForm
from people.queries.units import UnitTree
from qai.queries.self_regulation_overview import STATUSES, WAITING, Asked


class OverviewForm(GovukForm):
    """Filters in the address; what cannot be understood asks for nothing."""

    unit = forms.TypedChoiceField(label="Team or area", required=False, coerce=int, empty_value=0)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "All"), *STATUSES.items()]
    )
    asked = forms.ChoiceField(
        label="What is asked", required=False, choices=[("", "All"), *WAITING.items()]
    )

    def __init__(self, *args: Any, tree: UnitTree, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.tree = tree
        units = [(unit.pk, "– " * depth + unit.name) for depth, unit in tree.depth_first()]
        self.fields["unit"].choices = [("", "All"), *units]
        if len(units) < 2:
            del self.fields["unit"]

    def filters(self) -> Asked:
        self.full_clean()
        given = self.cleaned_data
        return Asked(
            status=given.get("status", ""),
            asked=given.get("asked", ""),
            units=frozenset(self.tree.with_all_below(given.get("unit") or 0)),
        )
