"""axe-core from npm, put in by `page.evaluate`, which the page's own policy does not bind."""

from pathlib import Path

from django.conf import settings

AXE = (Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"

# Known and accepted, each as narrow as it can be: the rule, and the elements it may name.
ACCEPTED = (
    # GOV.UK keeps aria-expanded on the radios that reveal a question (govuk-frontend #979).
    (
        "aria-allowed-attr",
        ".govuk-radios__input[aria-expanded], .govuk-checkboxes__input[aria-expanded]",
    ),
    # GOV.UK puts the back link outside of main.
    ("region", ".govuk-back-link"),
)


def violations(page) -> list[str]:
    """One line for each rule that is broken, with the elements that break it."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, TAGS)["violations"]
    return [line for violation in found if (line := described(page, violation))]


def described(page, violation) -> str:
    nodes = [node for node in violation["nodes"] if not accepted(page, violation["id"], node)]
    elements = "; ".join(f"{node['target'][0]} {node['html'][:100]}" for node in nodes)
    return f"{violation['id']}: {violation['help']}: {elements}" if nodes else ""


def accepted(page, rule: str, node) -> bool:
    element = page.locator(node["target"][0]).first
    return any(
        rule == known and element.evaluate("(element, css) => element.matches(css)", css)
        for known, css in ACCEPTED
    )
