"""The papers for a meeting as one page: no script, no request, every text of the reports escaped at one border."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import Any, NamedTuple

from ttdn_cli import __version__
from ttdn_cli.extras import need
from ttdn_cli.model.periods import ONE_DAY
from ttdn_cli.papers.meeting.content import Bar, Meeting
from ttdn_cli.papers.meeting.sections import sections
from ttdn_cli.papers.meeting.wording import SIGNS, standing, title
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

IS_TEXT = True
TEMPLATES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "templates")
OUTCOME_SIGNS = {
    "done_on_time": "✓", "done_late": "✓!", "in_time": "→", "overdue": "!", "not_begun": "…", "cancelled": "×",
    "undated_open": "~", "undated_done": "✓~",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20<>\"]+", re.IGNORECASE)
# The drawing, in units of its own: names on the left, one line for each occurrence, a head for the months.
WIDTH, LEFT, HEAD, LINE = 1000, 250, 40, 28
TICKS = 14
LABEL = 36  # letters that fit on the left


def render(meeting: Meeting, words: Words) -> bytes:
    """Return the page; raises `UsageError` when jinja2 is not installed."""
    jinja = need("report", "jinja2")
    environment = jinja.Environment(
        loader=jinja.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja.StrictUndefined,
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    say = words.say
    page = environment.get_template("meeting.html.j2").render(
        language=words.language,
        title=title(meeting, words),
        issuer=meeting.plan.issuer,
        standing=standing(meeting, words),
        sections=sections(meeting, words),
        agencies=meeting.agencies,
        chart=_chart(meeting, words),
        signs=SIGNS,
        is_address=is_address,
        said={
            "contents": say(N_("Contents")),
            "filter": say(N_("Show only what concerns:")),
            "all": say(N_("all agencies")),
            "filtered": say(N_("Only some rows are shown; the sums are those of the whole plan.")),
            "footer": say(
                N_("Made by ttdn {version} from the files of the plan and the reports."), version=__version__
            ),
        },
    )
    return str(page).encode("utf-8", "backslashreplace")


def is_address(text: str) -> bool:
    """Tell whether evidence is an address that may be a link: http or https, and shown as it is written."""
    return _ADDRESS.fullmatch(text) is not None and clean(text) == text


class _Drawn(NamedTuple):
    """One occurrence in the drawing."""

    agencies: tuple[str, ...]
    label: str
    code: str
    sign: str
    x: float
    y: int
    width: float
    due: float | None


def _chart(meeting: Meeting, words: Words) -> dict[str, Any]:
    """Return what the drawing shows, with places worked out."""
    bars = meeting.bars
    first = min((bar.begins for bar in bars), default=meeting.plan.begins)
    last = max((max(bar.ends, bar.due or bar.ends) for bar in bars), default=meeting.plan.ends)
    scale = (WIDTH - LEFT - 2) / ((last - first).days + 1)

    def place(day: date, *, end: bool = False) -> float:
        return round(LEFT + ((day - first).days + end) * scale, 1)

    def drawn(number: int, bar: Bar) -> _Drawn:
        begins, ends = place(bar.begins), place(bar.ends, end=True)
        due = place(bar.due, end=True) if bar.due else None
        code = bar.outcome.code
        name = f"{bar.task} ({bar.occurrence})"
        label = name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"
        y = HEAD + number * LINE
        return _Drawn(bar.agencies, label, code, OUTCOME_SIGNS[code], begins, y, round(max(ends - begins, 3), 1), due)

    used = {bar.outcome.code: bar.outcome.words for bar in bars}
    is_within = first <= meeting.as_of <= last + ONE_DAY
    return {
        "title": words.say(N_("Timeline of the plan, with the day that is judged by")),
        "about": words.say(
            N_("One line for each occurrence, from its first day to its last; the table below says the same.")
        ),
        "width": WIDTH,
        "height": HEAD + LINE * len(bars),
        "ticks": [{"x": place(day), "label": f"{day.month}/{day.year}"} for day in _ticks(first, last)],
        "bars": [drawn(number, bar) for number, bar in enumerate(bars)],
        "today": place(meeting.as_of) if is_within else None,
        "day": words.day(meeting.as_of),
        "legend": [
            {"code": code, "sign": sign, "words": used[code]} for code, sign in OUTCOME_SIGNS.items() if code in used
        ],
    }


def _ticks(first: date, last: date) -> list[date]:
    """Return first days of months, quarters or years within a span: not more than can be read side by side."""
    months = [
        date(number // 12, number % 12 + 1, 1)
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    days = [day for day in months if first <= day]
    for step in (1, 3, 12):
        shown = [day for day in days if (day.month - 1) % step == 0]
        if len(shown) <= TICKS:
            return shown
    return days[:: -(-len(days) // TICKS)]
