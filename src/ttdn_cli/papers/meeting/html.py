"""The papers for a meeting as one page: no script, no request, every text of the reports escaped at one border."""

from __future__ import annotations

import os
import re

from ttdn_cli import __version__
from ttdn_cli.extras import need
from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.drawing import SIGNS as OUTCOME_SIGNS
from ttdn_cli.papers.meeting.drawing import calendar, chart, outcomes_used
from ttdn_cli.papers.meeting.first_screen import questions, shares, uncounted
from ttdn_cli.papers.meeting.sections import sections
from ttdn_cli.papers.meeting.wording import SIGNS, beside, standing, title
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

IS_TEXT = True
TEMPLATES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "templates")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20<>\"]+", re.IGNORECASE)


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
    counts, sentences = uncounted(meeting, words)
    page = environment.get_template("meeting.html.j2").render(
        language=words.language,
        title=title(meeting, words),
        issuer=meeting.plan.issuer,
        standing=standing(meeting, words),
        questions=questions(meeting, words),
        uncounted=counts,
        sentences=sentences,
        shares=shares(meeting, words),
        beside=beside(meeting.totals, words),
        sections=sections(meeting, words),
        agencies=meeting.agencies,
        chart=chart(meeting),
        calendar=calendar(meeting, words),
        outcomes=outcomes_used(meeting),
        undated=any(bar.due is None for bar in meeting.bars),
        day=words.day(meeting.as_of),
        signs=SIGNS,
        outcome_signs=OUTCOME_SIGNS,
        is_address=is_address,
        said=_said(meeting, words),
    )
    return str(page).encode("utf-8", "backslashreplace")


def _said(meeting: Meeting, words: Words) -> dict[str, str]:
    """Return the words of the page itself."""
    say = words.say
    undated = sum(bar.due is None for bar in meeting.bars)
    return {
        "first": say(N_("In short, for the meeting")),
        "uncounted": say(N_("Not held by these numbers")),
        "all_counted": say(N_("Every report file that was looked at is counted.")),
        "shares": say(
            N_("Occurrences with a due date that have begun, by outcome: {count}"), count=meeting.totals.table
        ),
        "no_shares": say(N_("No occurrence with a due date has begun.")),
        "calendar": say(N_("Occurrences by the time in which they fall due")),
        "calendar_about": say(
            N_("A number beside a sign says how many; the dashed line is the day that is judged by.")
        ),
        "outside": say(N_("The day that is judged by, {day}, lies outside this time."), day=meeting.as_of),
        "undated": say(N_("Occurrences without a due date, not drawn here: {count}."), count=undated),
        "contents": say(N_("Contents")),
        "filter": say(N_("Show only what concerns:")),
        "all": say(N_("all agencies")),
        "filtered": say(N_("Only some rows are shown; the sums are those of the whole plan.")),
        "chosen": say(N_("Filtered by agency or group:")),
        "no_row": say(N_("No row concerns the agency or group that was chosen.")),
        "paper_head": say(N_("Only a part of the rows")),
        "line_title": say(N_("Timeline of the plan, with the day that is judged by")),
        "line_about": say(
            N_("One line for each occurrence, from its first day to its last; the table below says the same.")
        ),
        "footer": say(N_("Made by ttdn {version} from the files of the plan and the reports."), version=__version__),
    }


def is_address(text: str) -> bool:
    """Tell whether evidence is an address that may be a link: http or https, and shown as it is written."""
    return _ADDRESS.fullmatch(text) is not None and clean(text) == text
