"""The user guide tells the truth, and its help is one step away."""

import re

import pytest
from django.urls import reverse

from plr_site import guide
from tests.access.test_access import named_urls
from tests.factories import PersonFactory
from tests.pictures import PICTURES

ROOT = guide.FOLDER.parents[1]
SAYS_WORDS = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("policy/rulebooks/**/*.toml")]
SAYS_WORDS += [
    path for room in ("people", "supervision", "qai") for path in ROOT.glob(f"{room}/**/*.py")
]
LARGEST_PICTURE = 60_000
FILES = sorted(guide.FOLDER.glob("*.md"))


def in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_page_is_in_the_table_of_contents_under_its_title():
    titles = {path.stem: path.read_text().splitlines()[0].removeprefix("# ") for path in FILES}

    assert guide.contents() == {page: titles[page] for page in guide.contents()}
    assert titles.keys() == guide.contents().keys() | {"README"}


def test_help_leads_from_pages_of_the_site_to_every_page_of_the_guide():
    assert set(guide.PAGE_FOR) <= set(named_urls())
    assert set(guide.EXPLAINED_BY) == set(guide.contents())
    assert len(guide.PAGE_FOR) == sum(len(names) for names in guide.EXPLAINED_BY.values())


def test_words_in_bold_are_on_the_screen():
    on_the_screen = in_one_line(" ".join(path.read_text() for path in SAYS_WORDS))

    invented = [
        f"{path.name}: {words}"
        for path in FILES
        for words in re.findall(r"\*\*(.+?)\*\*", in_one_line(path.read_text()))
        if words not in on_the_screen
    ]

    assert invented == []


def test_pictures_are_small_and_made_by_the_picture_maker():
    shown = re.findall(r"\]\((?:docs/guide/)?images/([a-z-]+)\.png\)", all_documents())
    kept = {path.stem: path.stat().st_size for path in (guide.FOLDER / "images").iterdir()}

    assert kept.keys() == set(shown) == {picture.name for picture in PICTURES}
    assert len(kept) <= 15
    assert max(kept.values()) <= LARGEST_PICTURE


def all_documents() -> str:
    return "".join(path.read_text() for path in [*FILES, ROOT / "README.md"])


@pytest.mark.django_db
@pytest.mark.parametrize("page", guide.contents())
def test_a_page_of_the_guide_is_shown_in_the_looks_of_the_house(client, page):
    address = reverse("help_page", args=[page])
    client.force_login(PersonFactory())

    text = client.get(address).text

    assert f'<h1 class="govuk-heading-l">{guide.contents()[page]}</h1>' in text
    assert not re.search(r'href="[a-z-]+\.md"|src="images/|<article[^>]*>.*\*\*', text, re.DOTALL)


@pytest.mark.django_db
def test_help_with_this_page_is_offered_where_there_is_some(client):
    client.force_login(PersonFactory())
    offered = "Help with this page"

    texts = {
        name: client.get(reverse(name)).text for name in ("home", "supervision:feedback", "help")
    }

    assert f'{reverse("help_page", args=["your-home-page"])}">{offered}' in texts["home"]
    assert (
        f'{reverse("help_page", args=["ask-for-feedback"])}">{offered}'
        in texts["supervision:feedback"]
    )
    assert offered not in texts["help"]


@pytest.mark.django_db
def test_the_guide_is_listed_for_whoever_is_signed_in(client):
    address = reverse("help_page", args=["self-regulation"])
    assert address not in client.get(reverse("help")).text

    client.force_login(PersonFactory())

    assert address in client.get(reverse("help")).text
    assert client.get(reverse("help_page", args=["no-such-page"])).status_code == 404


def test_html_in_a_page_is_text(tmp_path, monkeypatch):
    monkeypatch.setattr(guide, "FOLDER", tmp_path)
    (tmp_path / "wild.md").write_text("# Wild\n\n<script>x</script> [a](javascript:x)\n")

    shown = guide.as_html.__wrapped__("wild")

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "href" not in shown
