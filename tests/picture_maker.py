"""Takes the pictures of the documents from a demonstration: `make pictures`."""

import os
from io import BytesIO
from pathlib import Path

from bench.pages import cookie_for  # isort: skip  (sets Django up)
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.server import serving
from plr_site.guide import FOLDER
from tests.browser import chromium
from tests.pictures import PICTURES

WIDTH = 1280
COLOURS = 32


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("demo_data")
    screens = [(picture, *picture.screen()) for picture in PICTURES]
    visits = [(picture, cookie_for(visitor), path) for picture, visitor, path in screens]
    with serving("plr_site.wsgi", "plr_site.settings") as (port, _), sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium.path(),
            args=[*chromium.flags(), "--lang=en-GB"],
            env={**os.environ, "LANGUAGE": "en_GB"},  # for how a date is written in its box
        )
        for picture, cookie, path in visits:
            shot = take(browser, f"http://127.0.0.1:{port}{path}", cookie, picture.height)
            size = keep(shot, FOLDER / "images" / f"{picture.name}.png")
            print(f"{picture.name}: {size / 1000:.0f} kB", flush=True)
        browser.close()


def take(browser: Browser, address: str, cookie: str, height: int) -> bytes:
    """The top of a page, once its scripts have done their part."""
    page = browser.new_page(
        viewport={"width": WIDTH, "height": height},
        locale="en-GB",
        timezone_id="Europe/London",
        extra_http_headers={"Cookie": cookie},
    )
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or (answer.status, answer.url) != (200, address):
        raise SystemExit(f"error: {address} was not shown")
    shot = page.screenshot(animations="disabled")
    page.close()
    return shot


def keep(shot: bytes, file: Path) -> int:
    """In few colours, which is all that a page of text needs; the size of the file in bytes."""
    image = Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(file, optimize=True)
    return file.stat().st_size


if __name__ == "__main__":
    main()
