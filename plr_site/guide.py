"""The user guide: the Markdown of docs/guide, one page for each job, shown under /help/."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "guide"
CONTENTS = FOLDER / "README.md"
ENTRY = re.compile(r"^- \[(?P<title>.+)\]\((?P<page>[a-z-]+)\.md\)$", re.MULTILINE)
CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "img": "app-picture",
    "table": "govuk-table",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}

# Which page of the guide explains a page of the site, by the name of its URL.
EXPLAINED_BY = {
    page: names.split()
    for page, names in {
        "your-home-page": "home supervision:mine people:people people:person",
        "write-your-self-assessment": """
            supervision:self_assessment supervision:self_assessment_preview
            supervision:self_assessment_read
        """,
        "prepare-and-hold-a-plr": """
            supervision:plr supervision:prepare supervision:record_begin supervision:record
            supervision:record_check supervision:amend
        """,
        "answer-a-record": """
            supervision:finished supervision:history supervision:answer supervision:settle
        """,
        "plan-the-year": """
            supervision:year supervision:plan supervision:move supervision:cancel
            supervision:interval supervision:support supervision:hand_over
            supervision:without_leader supervision:without_plr supervision:without_line_manager
            supervision:with_unwritten_record
        """,
        "record-a-meeting": """
            supervision:meetings supervision:meetings_of supervision:meeting
            supervision:meeting_begin supervision:meeting_group supervision:meeting_write
            supervision:meeting_facts supervision:meeting_check supervision:meeting_drop
            supervision:meeting_history supervision:meeting_amend
        """,
        "audit-and-observe": """
            qai:home qai:choose qai:shares qai:of_person qai:begin qai:piece qai:facts qai:write
            qai:check qai:drop qai:history qai:acknowledge qai:amend qai:part qai:themes
            qai:themes_kept qai:theme_rename
        """,
        "self-regulation": """
            supervision:self_regulation supervision:self_regulation_decide
            supervision:self_regulation_record qai:self_regulation
        """,
        "follow-actions": "supervision:plan_of supervision:action supervision:team_actions",
        "ask-for-feedback": """
            supervision:feedback supervision:feedback_of_plr supervision:feedback_ask
            supervision:feedback_answer supervision:feedback_request supervision:feedback_enter
        """,
        "who-read-your-record": "people:readings",
        "what-is-kept-about-you": "stewardship:mine stewardship:kept",
        "see-who-is-compliant": """
            compliance:whole compliance:team compliance:unit compliance:daily compliance:standing
            compliance:policy compliance:what_if compliance:calculation
        """,
        "sample-a-record": """
            assurance:home assurance:how assurance:draw assurance:hand_back assurance:mark
            assurance:check assurance:result assurance:answer assurance:programmes
            assurance:reports assurance:reviews assurance:review assurance:plan_review
            assurance:cases assurance:calibrate
        """,
        "import-the-register": "exchange:imports exchange:import people:new_addresses",
        "keep-and-dispose": """
            stewardship:requests stewardship:request stewardship:review stewardship:release
            stewardship:break_glass stewardship:break_glass_begin stewardship:break_glass_answer
            stewardship:retention stewardship:retention_kind stewardship:disposal
            stewardship:disposals stewardship:holds stewardship:hold_person stewardship:hold
        """,
        "sign-in": """
            people:sessions people:reset_second_factor account_change_password mfa_index
            mfa_activate_totp mfa_add_webauthn mfa_view_recovery_codes
        """,
        "calendar-and-messages": "notices:told notices:by_email notices:calendar",
    }.items()
}
PAGE_FOR = {name: page for page, names in EXPLAINED_BY.items() for name in names}


@cache
def contents() -> dict[str, str]:
    """Page to title, in the order of the table of contents."""
    return {found["page"]: found["title"] for found in ENTRY.finditer(CONTENTS.read_text())}


@cache
def as_html(page: str) -> SafeString:
    """A page that `contents` names. HTML in the Markdown is shown as text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse((FOLDER / f"{page}.md").read_text())
    for token in tokens:
        dress(token)
    return mark_safe(reader.renderer.render(tokens, reader.options, {}))


def dress(token: Token) -> None:
    """In the looks of the house, with addresses that hold on the site."""
    if token.nesting >= 0 and token.tag in CLASSES:
        token.attrSet("class", CLASSES[token.tag])
    if token.type == "link_open":
        token.attrSet("href", on_the_site(str(token.attrs["href"])))
    if token.type == "image":
        token.attrSet("src", static(str(token.attrs["src"]).replace("images/", "guide/", 1)))
    for child in token.children or ():
        dress(child)


def on_the_site(href: str) -> str:
    """Pages of the guide name each other by their files."""
    page = href.removesuffix(".md")
    return reverse("help_page", args=[page]) if page in contents() else href
