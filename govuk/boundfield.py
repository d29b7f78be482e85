from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from govuk.components import control
from govuk.params import component_for
from govuk.widgets import DateParts


class GovukBoundField(BoundField):
    """A form field that draws itself as a GOV.UK component."""

    def value(self) -> Any:
        """What was typed; a date that was understood is read back in full (26 becomes 2026)."""
        understood = getattr(self.form, "cleaned_data", {}).get(self.name)
        if understood and isinstance(self.field.widget, DateParts):
            return self.field.widget.decompress(understood)
        return super().value()

    def wrong_parts(self) -> list[str]:
        """Which boxes of a date are wrong."""
        errors = self.form.errors.as_data().get(self.name, [])
        return [part for error in errors for part in (error.params or {}).get("parts", [])]

    @property
    def error_target(self) -> str:
        """The id that the error summary links to: the first control that is wrong."""
        if isinstance(self.field.widget, DateParts):
            return f"{self.auto_id}_{(self.wrong_parts() or ['day'])[0]}"
        return self.auto_id

    def as_govuk(self, **options: Any) -> SafeString:
        """Any parameter of the component can be given, and `size`, `heading`, `hidden_label`."""
        if self.is_hidden:
            return self.as_hidden()
        return control(*component_for(self, {**self.form.govuk.get(self.name, {}), **options}))

    def render(self, template_name=None, context=None, renderer=None) -> SafeString:
        if template_name or not hasattr(self.form, "govuk"):
            return super().render(template_name, context, renderer)
        return self.as_govuk()

    def __str__(self) -> SafeString:
        return self.as_govuk() if hasattr(self.form, "govuk") else super().__str__()

    __html__ = __str__
