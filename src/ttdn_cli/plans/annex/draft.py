"""From the table of an annex to the parts of a plan, with a doubt wherever the words do not settle a field.

Nothing is guessed: a time frame that is not certain stays `unspecified`, an agency that the registry does not know
stays out, each with its words kept in a doubt, which becomes an assumption of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import ONE_DAY
from ttdn_cli.model.schedule import Schedule, windows
from ttdn_cli.plans.annex.agency_list import AgencyReader
from ttdn_cli.plans.annex.ids import Numbered, number_rows
from ttdn_cli.plans.annex.table import Table
from ttdn_cli.plans.annex.timeframe import TimeFrame, read_before, read_time_frame
from ttdn_cli.text.i18n import N_

_PARTED = re.compile(r"[;\n]+")
_BULLET = re.compile(r"^[\s+*•·–-]+")
_COUNTED = re.compile(r"0*([1-9][0-9]{0,2})\s+(\S.*)", re.DOTALL)
_PLAIN_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_EACH = re.compile(r"/|\b(?:moi|hang|tren|den)\b")
_UNIT_WORDS = (
    "ấn phẩm, báo cáo, bài, bài báo, bài viết, bản, bản tin, băng rôn, bộ, buổi, chuyên đề, chuyên mục, chuyên trang, "
    "chương trình, clip, công văn, cuộc, cuộc thi, cuốn, cụm, đề án, đoàn, đợt, hội chợ, hội nghị, hội thảo, kế hoạch, "
    "lớp, lớp tập huấn, mô hình, ngày, pa nô, phim, phóng sự, quyển, quyết định, số, sự kiện, tác phẩm, tạp chí, tập, "
    "tập san, thông báo, tin, tin bài, tọa đàm, tờ, tờ trình, trang, văn bản, video, video clip"
)
_UNITS = frozenset(fold(unit) for unit in _UNIT_WORDS.split(", "))


class Doubt(NamedTuple):
    """What the table does not settle: the id of the task or section, its kind, the row's line, and the words for it."""

    about: str
    kind: str
    line: int
    message: str
    values: Mapping[str, object]


class DraftDeliverable(NamedTuple):
    """A deliverable as far as the words are plain."""

    name: str
    quantity: int | None = None
    unit: str | None = None


class DraftTask(NamedTuple):
    """A task as far as the table settles it; `lead_words` is what the lead's cell says when nobody is found in it."""

    id: str
    section: str | None
    title: str
    lead: tuple[str, ...]
    lead_words: str
    coordinators: tuple[str, ...]
    schedule: Mapping[str, str]
    as_written: str
    deliverables: tuple[DraftDeliverable, ...]


class Draft(NamedTuple):
    """The parts of a plan: headings (id and title), tasks, and everything to settle, in the order of the table."""

    sections: tuple[tuple[str, str], ...]
    tasks: tuple[DraftTask, ...]
    doubts: tuple[Doubt, ...]


def draft_plan(table: Table, path: str, year: int, directory: Directory) -> Draft:
    """Return what a table says, for a plan of one year. Raises `TtdnError` for rows without name, or unique number."""
    drafting = _Drafting(year, directory)
    sections, tasks = [], []
    numbered = number_rows(table, path)
    for one, following in zip(numbered, [*numbered[1:], None], strict=True):
        if one.is_heading:
            sections.append((one.id, one.title))
            if _may_be_task(one, following):
                drafting.doubt(one, "other", _NO_HEADING, text=one.title)
        else:
            tasks.append(drafting.task(one))
    return Draft(tuple(sections), tuple(tasks), tuple(drafting.doubts))


_NO_HEADING = N_(
    "“{text}” was read as a heading, as its row has only number and name; if it is a task, its cells are to fill in"
)


def _may_be_task(heading: Numbered, following: Numbered | None) -> bool:
    """Tell whether a heading may be a task whose cells were merged with others: nothing under it, or counted on."""
    if following is None or (following.is_heading and heading.id not in following.section_path[:-1]):
        return True
    digits = heading.number.isdecimal() and following.number.isdecimal()
    return digits and int(following.number) == int(heading.number) + 1


class _Drafting:
    """Turns rows into tasks and collects the doubts."""

    def __init__(self, year: int, directory: Directory) -> None:
        self.year = year
        self.begins, self.ends = date(year, 1, 1), date(year, 12, 31)
        self.directory = directory
        self.reader = AgencyReader(directory)
        self.doubts: list[Doubt] = []

    def doubt(self, row: Numbered, kind: str, message: str, **values: object) -> None:
        """Keep what a row leaves to settle."""
        self.doubts.append(Doubt(row.id, kind, row.line, message, values))

    def task(self, row: Numbered) -> DraftTask:
        """Return the task in a row."""
        cells = row.cells
        schedule = self._schedule(row, " ".join(cells["time"].split()))
        lead = self._lead(row)
        return DraftTask(
            id=row.id,
            section=row.section,
            title=row.title,
            lead=lead,
            lead_words="" if lead else " ".join(cells["lead"].split()),
            coordinators=self._coordinators(row, lead),
            schedule=schedule,
            as_written=" ".join(cells["time"].split()),
            deliverables=tuple(self._deliverables(row, recurs="every" in schedule)),
        )

    def _lead(self, row: Numbered) -> tuple[str, ...]:
        found = self.reader.read(row.cells["lead"])
        if not found.ids and not found.left:
            self.doubt(row, "name", N_("The table names no lead; the task needs one"))
        self._unknown(row, found.left, N_("Lead: the registry has no agency “{text}”{near}"))
        for one in found.ids:
            if self.directory.is_open(one):
                name = self.directory.name(one)
                said = N_("Lead: “{text}” is an open group; name the agencies that answer for it")
                self.doubt(row, "name", said, text=name)
        return tuple(one for one in found.ids if not self.directory.is_open(one))

    def _coordinators(self, row: Numbered, lead: Sequence[str]) -> tuple[str, ...]:
        found = self.reader.read(row.cells.get("coordinators", ""))
        self._unknown(row, found.left, N_("Coordinator: the registry has no agency or group “{text}”{near}"))
        for one in found.ids:
            if one in lead:
                name = self.directory.name(one)
                self.doubt(row, "name", N_("“{text}” stands as lead and as coordinator; it is kept as lead"), text=name)
        return tuple(one for one in found.ids if one not in lead)

    def _unknown(self, row: Numbered, left: Sequence[str], message: str) -> None:
        for words in left:
            close = self.directory.all_names.find(words) or self.directory.all_names.near(words)
            names = tuple(dict.fromkeys(self.directory.name(one) for one in close))
            self.doubt(row, "name", message, text=words, near=names)

    def _schedule(self, row: Numbered, words: str) -> dict[str, str]:
        """Return the fields of a schedule; `unspecified`, with a doubt, when the words are not certain."""
        frame = read_time_frame(words, self.year)
        if frame is not None and self._within(frame.fields):
            return _marked(frame)
        if frame is not None:
            said = N_("The time frame “{text}” lies outside the plan; it stays unspecified until it is settled")
            self.doubt(row, "time", said, text=words)
        elif day := read_before(words, self.year):
            said = N_(
                "The time frame “{text}”: the last day is {eve} to the letter, {day} in the practice of many offices; "
                "it stays unspecified until it is settled"
            )
            self.doubt(row, "time", said, text=words, eve=day - ONE_DAY, day=day)
        elif words:
            said = N_("The time frame “{text}” is not certain; it stays unspecified until it is settled")
            self.doubt(row, "time", said, text=words)
        else:
            self.doubt(row, "time", N_("The table gives no time frame; it stays unspecified until it is settled"))
        return {"unspecified": "true"}

    def _within(self, fields: Mapping[str, str]) -> bool:
        """Tell whether a time lies within the plan; a window or an open end only has to touch it."""
        if "open_ended" in fields:
            return date.fromisoformat(fields["from"]) <= self.ends
        found = windows("", Schedule.model_validate(dict(fields)), self.begins, self.ends)
        if "from" in fields:
            return all(one.begins <= self.ends and self.begins <= one.ends for one in found)
        return bool(found) and all(one.due is None or self.begins <= one.due <= self.ends for one in found)

    def _deliverables(self, row: Numbered, *, recurs: bool) -> list[DraftDeliverable]:
        found = []
        for part in _PARTED.split(row.cells.get("results", "")):
            words = " ".join(_BULLET.sub("", part).split()).rstrip(".,")
            if not words:
                continue
            one = read_deliverable(words)
            if recurs and one.quantity is not None and one.quantity > 1:
                said = N_("“{text}”: whether the number is for each period or for all together is to be settled")
                self.doubt(row, "other", said, text=words)
                one = DraftDeliverable(words)
            found.append(one)
        return found


def read_deliverable(words: str) -> DraftDeliverable:
    """Return a deliverable with quantity and unit where the words are plain ("02 phóng sự …"), else its name only."""
    match = _COUNTED.fullmatch(words)
    if match is None or _EACH.search(fold(match[2].replace("/", " moi "))):
        return DraftDeliverable(words)
    parts = match[2].split()
    for size in (3, 2, 1):
        unit = " ".join(parts[:size])
        if len(parts) >= size and _PLAIN_WORDS.fullmatch(unit) and fold(unit) in _UNITS:
            return DraftDeliverable(match[2], int(match[1]), unit.lower())
    return DraftDeliverable(words)


def _marked(frame: TimeFrame) -> dict[str, str]:
    fields = dict(frame.fields)
    if frame.tentative:
        fields["tentative"] = "true"
    if frame.duration_days is not None:
        fields["duration_days"] = str(frame.duration_days)
    if frame.aspirational:
        fields["aspirational"] = "true"
    return fields
