"""Whatever reports, files and plans say is shown in the papers for a meeting, and never obeyed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import Run
from tests.support.sample import HEAD, lay_out
from tests.support.unseen import COMMAND, SAMPLE, unseen
from ttdn_cli.text.escaping import clean

HARMLESS = "https://example.vn/a?b=1&c=%7c|d"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=https://evil.example/x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "file:///etc/passwd",
    "../../etc/passwd",
    "https://evil.example/\" onmouseover='alert(1)",
    "https://evil.example/\u202egnp.exe",
    "{{ 7 * 7 }} {% include 'x' %}",
    "</style></title></table><h1>x</h1>",
    "<!-- x --> ]]> &lt;b&gt; &#60;",
    "a | b || c \\| d `|` ``|`` | \\",
    "[x](https://evil.example) ![i](https://evil.example/i.png) [r]: https://evil.example",
    "<https://evil.example> www.evil.example mailto:x@evil.example user@evil.example",
    "@somebody #1 GH-2 owner/name#3 0123456789abcdef0123456789abcdef01234567",
    "**b** _i_ ~~s~~ `c` ``` # h - l 1. n > q --- === $x$ :smile:",
    "line one\n\nline two\r\n# line three\n| a | b |\n| --- | --- |\n```\ncode",
    "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07\x00\x85\u2028\u202e\u200b\ufeff",
    SAMPLE,
    "::add-mask::x\n  ::error::y",
    "=1+1",
    "x" * 50_000,
]


class Papers(NamedTuple):
    """A hostile text and what became of it."""

    text: str
    page: str
    markdown: str


class Reader(HTMLParser):
    """What a foreign reader finds in a page: elements with attributes, and the text of each kind of element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(params=range(len(HOSTILE)))
def papers(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Papers:
    """Give the papers of reports that are hostile in every place, for each hostile text."""
    text = HOSTILE[request.param]
    monkeypatch.chdir(lay_out(tmp_path, files=reports(text)))
    call = ("report", "--plan", "plan.yaml", "--reports", "r", "--quarter", "Q2", "--lang", "en", "-o", "-", "--format")
    made = [run(*call, form) for form in ("html", "md")]
    assert [one.code for one in made] == [0, 0]
    return Papers(text, *(one.out for one in made))


def reports(text: str) -> dict[str, str | bytes]:
    """Return reports with one text in every place that takes one, in a file whose name is hostile too."""
    said = {
        "result": text,
        "obstacles": text,
        "proposals": text,
        "evidence": [text, HARMLESS],
        "deliverables": [{"name": text, "quantity": 2, "unit": text}],
        "coordinated_with": [text],
    }
    items = [
        said | {"task": "T.1", "state": "done", "completed_on": "2017-06-15"},
        said | {"task": "T.3", "state": "in_progress"},
    ]
    good = HEAD + f"items: {json.dumps(items)}\n"
    name = re.sub(r"[/\x00\r\n]", "", text)[:60]
    unknown = good.replace("agency: so-a", f"agency: {json.dumps(text)}")
    late = HEAD.replace("so-a", "so-b") + f"items: {json.dumps([said | {'task': 'T.2', 'state': 'in_progress'}])}\n"
    files = {f"r/a{name}.yaml": good, f"r/u{name}.yaml": unknown, "r/so-b.yaml": late}
    return {name: re.sub(r"(?:\\u[0-9a-f]{4}){2,}", _whole, text) for name, text in files.items()}


def _whole(pairs: re.Match[str]) -> str:
    """Return escapes of JSON, where a character beyond the first 65,536 is two halves, as those of YAML."""
    text: str = json.loads(f'"{pairs[0]}"')
    return "".join(f"\\U{ord(letter):08x}" for letter in text)


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer", "h1", "h2", "p",
    "ol", "ul", "li", "a", "label", "select", "option", "span", "div", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "abbr", "svg", "desc", "line", "rect", "g", "text",
}  # fmt: skip
KINDS = {
    "heading", "paragraph", "inline", "text", "code_inline", "table", "thead", "tbody", "tr", "th", "td", "html_inline",
    "link", "softbreak",
}  # fmt: skip


def lines(text: str) -> list[str]:
    """Return the lines of a text as they are to be seen, without spaces."""
    return [re.sub(r"\s", "", clean(line)) for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def test_a_page_has_no_element_attribute_or_address_from_a_report(papers: Papers) -> None:
    found = Reader(papers.page)
    assert {name for name, _ in found.elements} <= ALLOWED
    attributes = {key for _, given in found.elements for key in given}
    assert not {key for key in attributes if key.startswith("on")} | attributes & {"src", "style", "srcset", "action"}
    links = [given for name, given in found.elements if name == "a" and not str(given["href"]).startswith("#")]
    assert {one["href"] for one in links} <= {HARMLESS}
    assert links
    assert {one["rel"] for one in links} == {"noopener noreferrer nofollow"}
    policies = [given["content"] for name, given in found.elements if given.get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert (unseen(papers.page), COMMAND.findall(papers.page)) == ([], [])
    assert "url(" not in papers.page.split("</style>")[0]


def test_a_page_shows_every_hostile_text_whole(papers: Papers) -> None:
    shown = re.sub(r"\s", "", "".join(Reader(papers.page).text))
    assert [line for line in lines(papers.text) if shown.count(line) < 5] == []


def tokens(text: str) -> Iterator[Token]:
    """Yield what a foreign reader of Markdown finds, with everything that it can do turned on."""
    for block in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        yield block
        yield from block.children or ()


def test_markdown_has_no_mark_up_from_a_report(papers: Papers) -> None:
    found = list(tokens(papers.markdown))
    assert {one.content for one in found if one.type.startswith("html")} == {"<br>"}
    kinds = {one.type.removesuffix("_open").removesuffix("_close") for one in found}
    assert kinds <= KINDS
    links = {str(one.attrs["href"]) for one in found if one.type == "link_open"}
    assert links == {HARMLESS.replace("|", "%7C")}
    assert (unseen(papers.markdown), COMMAND.findall(papers.markdown)) == ([], [])
    plain = "\n".join(one.content for one in found if one.type == "text")
    assert not re.search(r"://|www\.|@\w|#\w|GH-\d|\b[0-9a-f]{7,40}\b|:\w+:|\$", plain)


def test_markdown_keeps_its_columns_and_shows_every_text(papers: Papers) -> None:
    widths: list[list[int]] = []
    shown = ""
    for one in tokens(papers.markdown):
        if one.type == "table_open":
            widths.append([])
        elif one.type == "tr_open":
            widths[-1].append(0)
        elif one.type in ("th_open", "td_open"):
            widths[-1][-1] += 1
        elif one.type in ("text", "code_inline"):
            shown += re.sub(r"\s", "", one.content)
    assert all(len(set(rows)) == 1 for rows in widths)
    assert widths
    assert [line for line in lines(papers.text) if shown.count(line) < 5] == []
