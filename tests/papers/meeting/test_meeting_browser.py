"""The page of a meeting in a real browser: no request, no scrolling sideways, nothing that axe finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.support.big_plans import lay_out_big
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
def big(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page of a plan of 140 tasks and 60 agencies and return where it is."""
    folder = lay_out_big(tmp_path_factory.mktemp("big"), 140, 60)
    given = ("reports", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "vi", "-o", "paper.html")
    assert program("report", *given, folder=folder).returncode == 0
    return (folder / "paper.html").as_uri()


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

    def at(width: int, scheme: str, where: str = address) -> tuple[Any, list[str]]:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        pages.append(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(where)
        return page, asked

    yield at
    for page in pages:
        page.close()


def faults(page: Any) -> list[tuple[str, str]]:
    """Return what axe finds in a page."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types

    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_the_page_fits_asks_for_nothing_and_has_no_fault(opened: Any, address: str, width: int, scheme: str) -> None:
    page, asked = opened(width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [address] == asked
    assert faults(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (768, "light"), (1280, "light")])
def test_the_page_of_140_tasks_and_60_agencies_fits_and_has_no_fault(
    opened: Any, big: str, width: int, scheme: str
) -> None:
    page, _ = opened(width, scheme, big)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate(  # rows are all alike, and axe looks at each for a second
        """() => {
            document.querySelectorAll(".dense").forEach((one, at) => at > 1 && one.closest(".scroll").remove())
            document.querySelectorAll("tbody tr:nth-child(n+30), .line:nth-child(n+30)").forEach(one => one.remove())
        }"""
    )
    assert faults(page) == []


@pytest.mark.parametrize(("width", "height"), [(360, 780), (768, 900), (1280, 800)])
def test_the_first_screen_answers_the_four_questions_before_the_contents(opened: Any, width: int, height: int) -> None:
    page, _ = opened(width, "light")
    tiles = [one.bounding_box() for one in page.locator(".tile").all()]
    assert [len(tiles), max(one["y"] + one["height"] for one in tiles) <= height] == [4, True]
    below = [
        page.locator(one).first.bounding_box()["y"] for one in (".tile", ".shares", ".calendar .today", "#contents")
    ]
    assert below == sorted(below)
    page.locator(".ask-overdue a").first.click()
    assert 0 <= page.locator("#overdue").bounding_box()["y"] < height / 4


def test_every_colour_of_the_pictures_has_its_words_beside_it(opened: Any) -> None:
    page, _ = opened(1280, "light")
    drawn = page.evaluate(
        "[...new Set([...document.querySelectorAll('rect.bar')].map(one => one.classList[1]))].sort()"
    )
    keyed = page.evaluate(
        "[...document.querySelectorAll('.legend li, .told li')].filter(one => one.querySelector('.key')"
        " && one.innerText.trim().length > 4).map(one => one.querySelector('.key').classList[1])"
    )
    assert set(drawn) <= set(keyed)
    assert "overdue" in drawn


def test_colours_follow_the_scheme_of_the_reader(opened: Any) -> None:
    shown = {
        scheme: opened(768, scheme)[0].evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert shown == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 22, 22)"}


def test_the_filter_leaves_the_rows_of_one_agency_on_screen_and_on_paper(opened: Any) -> None:
    page, _ = opened(1280, "light")
    rows = page.locator("[data-a]")
    every = rows.count()
    page.get_by_label("Chỉ hiện nội dung liên quan đến").select_option("so-ngoai-vu")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < every
    assert {"so-ngoai-vu" in str(row.get_attribute("data-a")).split() for row in shown} == {True}
    assert page.get_by_text("Chỉ hiện các dòng liên quan").is_visible()
    page.emulate_media(media="print")
    assert sum(row.is_visible() for row in rows.all()) == len(shown)
    assert page.get_by_text("Chỉ hiện các dòng liên quan").is_visible()
    assert page.locator(".chosen:visible").all_inner_texts() == ["Sở Ngoại vụ"]
    assert not page.locator("select").is_visible()


def test_a_filtered_table_without_a_row_is_a_sentence_and_no_bare_head(opened: Any, big: str) -> None:
    page, _ = opened(1280, "light", big)
    page.locator("#agency").select_option("don-vi-19")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        heads, told = page.evaluate(
            """() => {
                const seen = one => one.getClientRects().length > 0
                const tables = [...document.querySelectorAll("table")].filter(seen)
                const sections = [...document.querySelectorAll(".no-row")].filter(seen).map(one => one.innerText)
                return [tables.map(one => [...one.querySelectorAll("tbody tr")].some(seen)), sections]
            }"""
        )
        assert set(heads) == {True}
        assert {one.startswith("Không có dòng nào") for one in told} == {True}


def sheets(page: Any, folder: Path) -> list[list[str]]:
    """Return the lines of words on every sheet that a page is printed on, without the number of the sheet."""
    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        pytest.skip("pdftotext is not installed")
    page.pdf(path=str(folder / "paper.pdf"), prefer_css_page_size=True)
    done = subprocess.run([pdftotext, "-layout", str(folder / "paper.pdf"), "-"], capture_output=True, check=True)
    every = [[line.strip() for line in sheet.split("\n") if line.strip()] for sheet in done.stdout.decode().split("\f")]
    return [lines[:-1] for lines in every if lines]


def test_every_sheet_of_a_filtered_page_says_that_it_is_a_part(opened: Any, big: str, tmp_path: Path) -> None:
    page, _ = opened(1280, "light", big)
    page.locator("#agency").select_option("don-vi-19")
    found = sheets(page, tmp_path)
    assert len(found) > 1
    assert [lines[0].startswith("Bản trích") for lines in found] == [True] * len(found)
    assert any("số 19 thuộc huyện Mỹ Thạnh" in line for line in found[0])


@pytest.mark.parametrize("agency", ["", "don-vi-19", "don-vi-40"])
def test_no_sheet_ends_with_a_heading_or_with_the_head_of_a_table(
    opened: Any, big: str, tmp_path: Path, agency: str
) -> None:
    page, _ = opened(1280, "light", big)
    page.locator("#agency").select_option(agency)
    titles = set(page.locator("h2, caption").all_inner_texts())
    last = [lines[-1] for lines in sheets(page, tmp_path)]
    assert [line for line in last if line in titles or line.startswith("Cơ quan hoặc nhóm cơ quan")] == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_head_and_first_column_stay_in_sight_in_a_long_wide_table(opened: Any, big: str, width: int) -> None:
    page, _ = opened(width, "light", big)
    table = page.locator(".scroll:has(> table)", has=page.locator("#overdue-1"))
    where = table.evaluate(
        """one => {
            const inner = one.scrollHeight > one.clientHeight + 1
            if (inner) { one.scrollTop = 400; one.scrollLeft = 60; one.scrollIntoView() }
            else window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY + 400)
            const frame = inner ? one.getBoundingClientRect() : {top: 0, left: one.getBoundingClientRect().left}
            const head = one.querySelector("thead th").getBoundingClientRect()
            const first = one.querySelectorAll("tbody th")[8].getBoundingClientRect()
            return [head.top - frame.top, head.left - frame.left, first.left - frame.left]
        }"""
    )
    assert [round(abs(one)) <= 1 for one in where] == [True] * 3


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


WORD = "<script>document.title=1</script>\u202egnp.exe \u05e9\u05dc\u05d5\u05dd " + "W" * 3000


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page of a plan, a registry and a report with hostile words in them, and return where it is."""
    folder, word = tmp_path_factory.mktemp("hostile"), json.dumps(WORD)
    agencies = "".join(f"  - {{id: a-{number}, name: {json.dumps(WORD + str(number))}}}\n" for number in range(3))
    (folder / "agencies.yaml").write_text(f"schema: ttdn/agencies/1\nagencies:\n{agencies}", encoding="utf-8")
    tasks = "".join(
        f"  - {{id: T.{number}, title: {word}, lead: a-0, coordinators: [a-1], schedule: {{quarter: Q2}}}}\n"
        for number in range(200)
    )
    head = "schema: ttdn/plan/1\nid: xau\nrevision: 1\nbegins: 2017-01-01\nends: 2017-12-31\nagencies: agencies.yaml\n"
    document = f"document: {{number: 1/KH, date: 2017-01-05, title: {word}, issuer: {word}}}\n"
    plan = f"{head}{document}reporting: {{every: quarter, due: 20}}\ntasks:\n{tasks}"
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    said = dict.fromkeys(("result", "obstacles", "proposals"), WORD) | {"evidence": [WORD], "coordinated_with": [WORD]}
    items = [said | {"task": f"T.{number}", "state": "in_progress"} for number in range(0, 200, 20)]
    report = (
        f"schema: ttdn/status/1\nagency: a-0\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nitems: {json.dumps(items)}\n"
    )
    (folder / "r").mkdir()
    (folder / "r" / "a.yaml").write_text(report, encoding="utf-8")
    given = ("r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "vi", "-o", "paper.html")
    assert program("report", *given, folder=folder).returncode == 0
    return (folder / "paper.html").as_uri()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_hostile_words_are_shown_obeyed_by_nobody_and_hide_nothing(opened: Any, hostile: str, width: int) -> None:
    page, asked = opened(width, "light", hostile)
    assert [hostile] == asked
    assert page.title().startswith("Tình hình thực hiện Kế hoạch số 1/KH")
    beyond = """[...document.querySelectorAll("body *")].filter(one => !one.closest(".scroll")
        && one.getBoundingClientRect().right > innerWidth + 1).length"""
    assert [page.evaluate("document.documentElement.scrollWidth"), page.evaluate(beyond)] == [width, 0]
    assert page.locator(".tile .count").first.is_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 1000})
    assert page.evaluate("Math.max(...[...document.querySelectorAll('table')].map(one => one.scrollWidth))") <= 660
