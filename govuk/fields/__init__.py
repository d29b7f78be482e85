"""Form fields that refuse what cannot be kept and say so in plain words."""

from govuk.fields.date import DateField, TimeField
from govuk.fields.number import WholeNumberField
from govuk.fields.text import LongTextField, NameField, TextField

__all__ = ["DateField", "LongTextField", "NameField", "TextField", "TimeField", "WholeNumberField"]
