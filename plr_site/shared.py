"""What every web process needs, loaded before they part: they share it and start at full speed."""

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from govuk.components import load_components


def load() -> None:
    """The views with what they import, the templates, and the components of the design system."""
    reverse("people:sessions")
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in sorted(folder.rglob("*.html")):
            get_template(str(path.relative_to(folder)))
    load_components()
