"""The facts of an audit or observation: what is looked at, with which tool, on which day."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from django import forms

from govuk.forms import DateField, GovukForm, TextField
from policy.rulebook import Rulebook
from policy.rulebook.qai import Setting, Source, Tool

Refusal = Callable[[str, str, date], str | None]


class CaseReferenceForm(GovukForm):
    """Something that was done on a day, with a case by its reference and never by a name."""

    case_reference = TextField(label="Case reference", limit=40)

    def __init__(self, *args, rulebook: Rulebook, joined: date, **kwargs):
        self.rulebook = rulebook
        super().__init__(*args, **kwargs)
        self.fields["case_reference"].help_text = rulebook.case_reference.hint
        self.fields[self.DAY].min = joined

    def clean_case_reference(self) -> str:
        reference = self.cleaned_data["case_reference"]
        if reference and not re.fullmatch(self.rulebook.case_reference.pattern, reference):
            raise forms.ValidationError(self.rulebook.case_reference.error, code="case_reference")
        return reference


class AuditForm(CaseReferenceForm):
    """`refusal(tool, case reference, day)` says why a tool may not be used."""

    DAY = "completed_on"
    govuk = {"tool": {"conditional": {"full": ["format"]}}}

    source = forms.ChoiceField(
        label="In whose name do you audit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose in whose name you audit"},
    )
    tool = forms.ChoiceField(
        label="Tool",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the tool"},
    )
    format = forms.ChoiceField(label="Format", widget=forms.RadioSelect, required=False)
    case_reference = TextField(
        label="Case reference", limit=40, error_messages={"required": "Enter the case reference"}
    )
    completed_on = DateField(
        label="On which day is the file reviewed?",
        help_text="It counts on this day, once it is finalised.",
        error_messages={"required": "Enter the day of the review"},
        past=True,
    )
    field_order = ("source", "tool", "format", "case_reference", "completed_on")

    def __init__(
        self,
        *args,
        sources: Sequence[Source],
        tools: Sequence[Tool],
        refusal: Refusal,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        choices = self.rulebook.choices
        self.sources = {source.key: source for source in sources}
        self.tools = {tool.key: tool for tool in tools}
        self.refusal = refusal
        self.list_choices("source", self.sources, choices.audit_sources)
        self.list_choices("tool", self.tools, choices.audit_tools)
        self.list_choices("format", choices.audit_formats, choices.audit_formats)
        if len(sources) == 1:
            del self.fields["source"]

    def list_choices(self, name, keys, titles) -> None:
        self.fields[name].choices = [(key, titles[key].title) for key in keys]
        hints = {key: titles[key].hint for key in keys if titles[key].hint}
        self.govuk = {**self.govuk, name: {**self.govuk.get(name, {}), "item_hints": hints}}

    def clean(self) -> dict:
        given = super().clean()
        if len(self.sources) == 1:
            given["source"] = next(iter(self.sources))
        source, tool = self.sources.get(given.get("source")), self.tools.get(given.get("tool"))
        if source and tool:
            self.check_tool(given, source, tool)
        return given

    def check_tool(self, given: dict, source: Source, tool: Tool) -> None:
        if tool.key not in source.tools:
            self.add_error("tool", "This tool is not used in that name. Choose another")
            return
        if not tool.formats:
            given["format"] = ""
        elif source.own_people and not given.get("format"):
            self.add_error("format", "Choose the format")
        if given.get("completed_on") and "case_reference" in given:
            refused = self.refusal(tool.key, given["case_reference"], given["completed_on"])
            if refused:
                self.add_error("tool", refused)

    def refuse_twice(self) -> None:
        """Somebody was quicker, or the button was pressed twice."""
        sentence = "This case was audited on that day with this tool. Open that audit instead"
        self.add_error("case_reference", forms.ValidationError(sentence, code="taken"))


class ObservationForm(CaseReferenceForm):
    DAY = "observed_on"

    setting = forms.ChoiceField(
        label="What do you observe?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you observe"},
    )
    observed_on = DateField(
        label="On which day?",
        help_text="It counts on this day, once it is finalised.",
        error_messages={"required": "Enter the day of the observation"},
        past=True,
    )
    case_reference = TextField(label="Case reference (optional)", limit=40, required=False)
    field_order = ("setting", "observed_on", "case_reference")

    def __init__(self, *args, settings: Sequence[Setting], **kwargs):
        super().__init__(*args, **kwargs)
        self.settings = {setting.key: setting for setting in settings}
        titles = self.rulebook.choices.observation_settings
        self.fields["setting"].choices = [(key, titles[key].title) for key in self.settings]
        if all(setting.case == "none" for setting in settings):
            del self.fields["case_reference"]

    def clean(self) -> dict:
        given = super().clean()
        setting = self.settings.get(given.get("setting"))
        given.setdefault("case_reference", "")
        if setting and setting.case == "none" and given["case_reference"]:
            sentence = "There is no case in this setting. Leave the case reference empty"
            self.add_error("case_reference", sentence)
        return given

    def refuse_twice(self) -> None:
        sentence = "There is an observation of this kind on that day. Open that one instead"
        self.add_error("setting", forms.ValidationError(sentence, code="taken"))
