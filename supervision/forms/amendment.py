from supervision.forms.record import RecordForm


class AmendmentForm(RecordForm):
    """The finalised record again, and the reason for changing it; without its actions."""

    def build(self) -> None:
        super().build()
        self.add_text("amendment_reason", "Why do you amend this record?", rows=3)

    def row_numbers(self, kind: str) -> list[int]:
        return [] if kind == "actions" else super().row_numbers(kind)
