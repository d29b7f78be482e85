"""What the forms of self-assessment and record share."""

from django import forms

from drafts.forms import ActionsForm


class StandardsForm(ActionsForm):
    """A draft in which the service standards of the role are graded, and actions agreed."""

    def add_standards(self) -> None:
        grades = [(grade.key, grade.title) for grade in self.rulebook.grades.values()]
        for standard in self.rulebook.standards_for(self.role):
            prefix = f"standards-{standard.key}"
            self.add_choice(f"{prefix}-grade", f"Grade for {standard.title}", grades)
            self.add_text(f"{prefix}-evidence", f"Evidence for {standard.title}", rows=4)
            self.add_text(f"{prefix}-support", f"Support for {standard.title}", rows=2)

    def standard_fields(self, key: str) -> dict[str, forms.BoundField]:
        return {part: self[f"standards-{key}-{part}"] for part in ("grade", "evidence", "support")}

    def has_written(self, standard: str) -> bool:
        """Anything written or wrong in one standard, which is then shown unfolded."""
        fields = self.standard_fields(standard).values()
        return any(field.value() or field.errors for field in fields)
