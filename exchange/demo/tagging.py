"""The list of themes, and the themes of the last year's work: the import format carries none."""

from collections.abc import Iterator
from datetime import date, timedelta

from qai.models import AuditContent, ObservationContent, Tag, Theme

YEAR = timedelta(days=365)
MOST = 2
# A theme, and how one recognises it in what the demonstration says of a piece of work.
THEMES = {
    "Voice of the child": ("voice", "wishes", "own words", "seen alone", "feedback from the child"),
    "Risk and safeguarding": ("risk", "safeguarding", "disclosure", "safety", "control"),
    "Analysis": ("analysis", "analytical", "reasoning", "weighed", "weighs", "research"),
    "Planning and timeliness": ("plan", "timely", "in time", "early", "weeks", "days later"),
    "Identity and diversity": ("identity", "faith", "diversity", "interpreter", "language"),
    "Family and network": ("parents", "father", "family", "sibling", "genogram"),
    "Recording": ("recording", "on the file", "chronology", "record"),
}


def tag_pieces(*, today: date, db: str) -> None:
    themes = Theme.objects.using(db).bulk_create(Theme(title=title) for title in THEMES)
    pks = {theme.title: theme.pk for theme in themes}
    for kind in (AuditContent, ObservationContent):
        since = {f"{kind.OF}__finalised_on__gte": today - YEAR}
        contents = kind.objects.using(db).filter(**since)
        texts = contents.values_list("pk", "strengths", "learning")
        tags = (
            Tag(**{f"{kind.OF}_id": pk}, side=side, theme_id=pks[title])
            for pk, strengths, learning in texts
            for side, text in (("strengths", strengths), ("learning", learning))
            for title in titles_in(text)
        )
        Tag.objects.using(db).bulk_create(tags, batch_size=1000)


def titles_in(text: str) -> list[str]:
    return list(_titles_in(text.lower()))[:MOST]


def _titles_in(text: str) -> Iterator[str]:
    for title, words in THEMES.items():
        if any(word in text for word in words):
            yield title
