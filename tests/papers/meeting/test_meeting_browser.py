"""The page of a meeting in a real browser: no request, no scrolling sideways, nothing that axe finds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.support.sample import program

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytest.importorskip("jinja2", reason="jinja2 is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")]
SIZES = [(width, scheme) for width in (360, 768, 1280) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page of the 2017 examples and return where it is."""
    path = tmp_path_factory.mktemp("page") / "paper.html"
    done = program("report", "--quarter", "Q2", "--lang", "vi", "--output", str(path), folder=ROOT)
    assert done.returncode == 0
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the browser of the system; it needs no sandbox of its own where everything runs as the superuser."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield found
        found.close()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Any]:
    """Return a function that opens the page at a width and in a colour scheme; it tells every request."""
    pages = []

    def at(width: int, scheme: str) -> tuple[Any, list[str]]:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        pages.append(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(address)
        return page, asked

    yield at
    for page in pages:
        page.close()


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_the_page_fits_asks_for_nothing_and_has_no_fault(opened: Any, address: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types

    page, asked = opened(width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [address] == asked
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_colours_follow_the_scheme_of_the_reader(opened: Any) -> None:
    shown = {
        scheme: opened(768, scheme)[0].evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert shown == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 22, 22)"}


def test_the_filter_leaves_the_rows_of_one_agency_and_print_shows_all(opened: Any) -> None:
    page, _ = opened(1280, "light")
    rows = page.locator("tr[data-a]")
    every = rows.count()
    page.get_by_label("Chỉ hiện nội dung liên quan đến").select_option("so-ngoai-vu")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < every
    assert {"so-ngoai-vu" in str(row.get_attribute("data-a")).split() for row in shown} == {True}
    assert page.get_by_text("Chỉ hiện các dòng liên quan").is_visible()
    page.emulate_media(media="print")
    assert sum(row.is_visible() for row in rows.all()) == every
    assert not page.locator("select").is_visible()


def test_wide_tables_are_reached_and_scrolled_by_keyboard(opened: Any) -> None:
    page, _ = opened(360, "light")
    region = page.locator("section .scroll", has=page.locator(".dense"))
    region.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    for _ in range(100):  # the page's own policy lets no script wait within it
        if page.evaluate("document.activeElement.scrollLeft"):
            break
        page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.scrollLeft") > 0


def test_the_page_is_printed_on_paper_without_cutting_tables(opened: Any, tmp_path: Path) -> None:
    page, _ = opened(1280, "dark")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 1000})  # what 175 mm hold at 96 dots an inch
    widest = page.evaluate("Math.max(...[...document.querySelectorAll('table, svg')].map(one => one.scrollWidth))")
    assert widest <= 660
    page.pdf(path=str(tmp_path / "paper.pdf"), prefer_css_page_size=True)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
