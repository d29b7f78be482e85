from govuk.forms import GovukForm, LongText, LongTextField


class AcknowledgeForm(GovukForm):
    """Seen is not agreed: a word about it is welcome and not needed."""

    words = LongTextField(
        label="A word about it (optional)",
        help_text="The auditor and your line manager read it, and it stays with the record.",
        required=False,
        widget=LongText(rows=5),
    )
