"""Planned PLRs, and who leads them from now on."""

from collections.abc import Mapping, Sequence

from django import forms

from drafts.forms import choices_of
from govuk.dates import uk_date
from govuk.forms import GovukForm
from people.models import Posting
from policy.rulebook import Rulebook
from supervision.models import PLR


class HandOverForm(GovukForm):
    """`posts`: of those who could lead; `roles`: of the reportees, as the policy asks for them."""

    plrs = forms.MultipleChoiceField(
        label="Which PLRs?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one PLR"},
    )
    to = forms.ChoiceField(
        label="Who leads them from now on?",
        error_messages={"required": "Choose who leads them from now on"},
    )
    reason = forms.ChoiceField(
        label="Why are they handed over?",
        help_text="The reportee and both leaders see it.",
        error_messages={"required": "Choose why they are handed over"},
    )

    def __init__(
        self,
        *args,
        plrs: Sequence[PLR],
        posts: Sequence[Posting],
        roles: Mapping[int, str],
        rulebook: Rulebook,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.offered = {str(plr.pk): plr for plr in plrs}
        self.roles, self.rulebook = roles, rulebook
        could = [post for post in posts if self.may_lead_any(post)]
        self.posts = {str(post.person_id): post for post in could}
        self.fields["plrs"].choices = [(key, words(plr)) for key, plr in self.offered.items()]
        people = [
            (key, f"{post.person.name}, {rulebook.roles[post.role].title}")
            for key, post in self.posts.items()
        ]
        self.fields["to"].choices = [("", "Choose a person"), *people]
        reasons = choices_of(rulebook.choices.cancellation_reasons)
        self.fields["reason"].choices = [("", "Choose a reason"), *reasons]

    def may_lead_any(self, post: Posting) -> bool:
        roles = set(self.roles.values())
        return any(not self.rulebook.may_lead(role, post.role).refused for role in roles)

    def clean_plrs(self) -> list[PLR]:
        return [self.offered[key] for key in self.cleaned_data["plrs"]]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("plrs") and given.get("to"):
            post = self.posts[given["to"]]
            for plr in given["plrs"]:
                if problem := self.problem_of(plr, post):
                    self.add_error("to", f"{plr.reportee.name}: {problem}")
            given["to"] = post.person
        return given

    def problem_of(self, plr: PLR, post: Posting) -> str | None:
        if plr.reportee_id == post.person_id:
            return "nobody leads their own PLR"
        leading = self.rulebook.may_lead(self.roles[plr.reportee_id], post.role)
        return leading.sentence if leading.refused else None


def words(plr: PLR) -> str:
    return f"{plr.reportee.name}, {uk_date(plr.planned_for)}, led by {plr.led_by.name}"
