"""The worst input of each kind that is known, for the benchmark and the test of what it costs: no test itself."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from tests.conftest import ROOT
from tests.support.sample import GOOD, HEAD
from ttdn_cli.limits import MAX_BYTES

PLAN = (ROOT / "tests" / "rules" / "plan.yaml").read_text("utf-8")
REGISTRY = (ROOT / "tests" / "rules" / "agencies.yaml").read_text("utf-8")
FULL = MAX_BYTES - 400
Make = Callable[[], str | bytes]


def filled(text: str, size: int = FULL) -> str:
    """Return a text repeated up to a size in bytes."""
    return text * (size // len(text.encode()))


def bomb(reference: str) -> str:
    """Return anchors, each of which stands nine times for the one before."""
    lines = [f"a{number}: &a{number} " + reference.replace("#", f"*a{number - 1}") for number in range(1, 10)]
    return HEAD + "\n".join(["a0: &a0 {x: 1}", *lines])


def many(line: str, count: int) -> str:
    """Return numbered lines."""
    return "".join(line.replace("#", str(number)) + "\n" for number in range(count))


def items(item: str, count: int) -> str:
    """Return a report with many items of one form."""
    return HEAD + "items:\n" + many(item, count)


REPORTS: dict[str, Make] = {
    "alias bomb": lambda: bomb("[" + ", ".join(["#"] * 9) + "]"),
    "merge bomb": lambda: bomb("{<<: [" + ", ".join(["#"] * 9) + "]}"),
    "quadratic aliases": lambda: HEAD + f"x: &x {'y' * 50_000}\nz: [" + "*x, " * 8_000 + "]",
    "cycle": lambda: HEAD + "items: &x [*x]",
    "100,000 brackets": lambda: "[" * 100_000,
    "100,000 braces": lambda: "{a: " * 100_000,
    "100,000 dashes": lambda: "- " * 100_000,
    "mapping within mapping": lambda: "".join(f"{' ' * depth}a:\n" for depth in range(2_000)),
    "directives": lambda: filled("%TAG !a! x\n") + "---\n" + GOOD,
    "different directives": lambda: many("%TAG !a#! x", 250_000) + "---\n" + GOOD,
    "documents": lambda: filled("---\n"),
    "comments": lambda: filled("# x\n") + GOOD,
    "spaces": lambda: GOOD + filled(" "),
    "blank lines": lambda: GOOD + filled("\n"),
    "one text": lambda: GOOD + "    obstacles: " + filled("x"),
    "one quoted text": lambda: GOOD + '    obstacles: "' + filled("\\u0301") + '"',
    "a text of many lines": lambda: GOOD + "    obstacles: |\n" + filled("      x\n"),
    "folded text": lambda: GOOD + "    obstacles: >\n" + filled("      x\n\n"),
    "one line of values": lambda: HEAD + "items: [" + filled("x, ", 2_900_000) + "]",
    "values up to the limit": lambda: items("- x#", 99_900),
    "empty items": lambda: items("- {}", 33_000),
    "items with unknown fields": lambda: items("- {stat#: x}", 24_000),
    "unknown fields": lambda: GOOD + many("perio#: x", 49_000),
    "long unknown fields": lambda: GOOD + many("submitted_on" * 10 + "#: x", 25_000),
    "the same field": lambda: GOOD + many("agency: so-a", 49_000),
    "keys of one hash": lambda: GOOD + "".join(f"{number * ((1 << 61) - 1)}: x\n" for number in range(30_000)),
    "the same entry": lambda: items("- {task: T.1, state: in_progress}", 16_000),
    "unknown tasks": lambda: items("- {task: T.#, state: done}", 16_000),
    "late entries": lambda: items("- {task: T.#, state: done, completed_on: 2018-01-01}", 12_000),
    "unknown names": lambda: GOOD + "    coordinated_with: [" + "".join(f"Sở An {n}, " for n in range(95_000)) + "]",
    "long unknown names": lambda: (
        GOOD + "    coordinated_with: [" + "".join(f"{'Sở An ' * 20}{n}, " for n in range(24_000)) + "]"
    ),
    "deliverables": lambda: GOOD + "    deliverables:\n" + many("      - {name: a#, quantity: 1}", 16_000),
    "evidence": lambda: GOOD + "    evidence: [" + filled("../../etc/passwd, ", 1_700_000) + "]",
    "a long number": lambda: GOOD + "    progress: " + filled("9"),
    "a long quantity": lambda: GOOD + "    deliverables: [{name: x, quantity: " + filled("9") + "}]",
    "hexadecimal": lambda: GOOD + "    progress: 0x" + filled("f"),
    "base 60": lambda: GOOD + "    progress: 1" + filled(":59"),
    "a long date": lambda: GOOD.replace("2017-06-19", filled("2017-06-")),
    "a long period": lambda: GOOD.replace("2017-Q2", "Q2 " + filled(" /-")),
    "a long agency": lambda: GOOD.replace("so-a", filled("so-a ")),
    "a long task": lambda: GOOD.replace("T.1", filled("T.")),
    "a long state": lambda: GOOD.replace("in_progress", filled("đã ")),
    "a long key": lambda: GOOD + "? " + filled("k") + "\n: x",
    "a list as a key": lambda: GOOD + "? [" + filled("k, ", 280_000) + "]\n: x",
    "marks on one letter": lambda: GOOD.replace("so-a", "a" + filled("\u0301\u0323")),
    "marks in an obstacle": lambda: GOOD + "    obstacles: a" + filled("\u0323\u0301\u031b"),
    "marks in a key": lambda: GOOD + "a" + filled("\u0301\u0323", 900) + ": x",
    "Korean parts": lambda: GOOD + "    obstacles: " + filled("\u1100\u1161\u11a8"),
    "ligatures": lambda: GOOD.replace("so-a", filled("\ufdfa")),
    "capitals that grow": lambda: GOOD.replace("so-a", filled("\u0390")),
    "line separators": lambda: GOOD + "    obstacles: " + filled("\u2028"),
    "Cyrillic": lambda: GOOD.replace("so-a", filled("о")),
    "control at the end": lambda: GOOD + "# " + filled("đ") + "\x01",
    "wrong byte at the end": lambda: (GOOD + "# " + filled("đ")).encode() + b"\xff",
    "escapes": lambda: GOOD.replace("so-a", '"' + filled("\\e") + '"'),
    "lone surrogates": lambda: GOOD.replace("so-a", '"' + filled("\\ud800") + '"'),
    "open quote": lambda: GOOD + "    obstacles: '" + filled("x\n"),
    "open bracket": lambda: GOOD + "    evidence: [x,\n" + filled("#[\n"),
    "conflict marks": lambda: GOOD + filled("<<<<<<< x\n"),
    "tabs": lambda: GOOD + filled("\t"),
    "colons": lambda: GOOD + "    obstacles: " + filled("a: "),
    "question marks": lambda: filled("? "),
    "anchors": lambda: GOOD + "    obstacles: &" + filled("x"),
    "a long tag": lambda: GOOD + "    obstacles: !" + filled("x"),
    "a long name of an alias": lambda: GOOD + "    obstacles: *" + filled("x"),
    "ampersands": lambda: GOOD.replace("so-a", filled("&")),
    "too large": lambda: "#" * (MAX_BYTES + 1),
    "zeros": lambda: b"\0" * FULL,
    "UTF-16": lambda: filled("x", FULL // 2).encode("utf-16"),
}


def chain(count: int, members: str, *, closed: bool = False) -> str:
    """Return a registry with groups, each of which holds the next one."""
    groups = "".join(
        f"  - {{id: g{number}, name: g{number}, requires: all, members: {members.replace('#', f'g{number + 1}')}}}\n"
        for number in range(count)
    )
    last = "g0" if closed else "so-c"
    return f"{REGISTRY}{groups}  - {{id: g{count}, name: g{count}, members: [{last}]}}\n"


def tasks(line: str, count: int) -> str:
    """Return the plan with many more tasks."""
    return PLAN.replace("reporting:", many("  - {id: Z.#, title: x, " + line + "}", count) + "reporting:")


def ages(text: str) -> str:
    """Return a plan that lasts as long as the calendar."""
    return text.replace("begins: 2017-01-01\nends: 2017-12-31", "begins: 0001-01-01\nends: 9999-12-31")


def amendments(count: int) -> str:
    """Return amendments from as many days on, each of which gives the same task to the next agency."""
    days = (date(2017, 2, 1) + timedelta(days=number) for number in range(count))
    return "amendments:\n" + "".join(
        f"  - {{document: {{number: 1/QĐ, date: 2017-02-01}}, effective: {day}, "
        f"changes: {{T.1: {{lead: so-{'abc'[day.day % 3]}}}}}}}\n"
        for day in days
    )


def successors(count: int) -> str:
    """Return a registry in which every agency takes over from the one before, the first from the last."""
    lines = (
        f"  - {{id: z-{number}, name: Z {number}, valid_to: 2016-01-01, successor: z-{(number + 1) % count}}}\n"
        for number in range(count)
    )
    registry = REGISTRY.replace("groups:", "".join(lines) + "groups:")
    return registry.replace("members: [bao-x, dai-y]", "members: [z-0, z-1, z-2]")


QUARTER = "lead: so-b, schedule: {quarter: Q2}"
MONTHLY = "lead: so-b, schedule: {every: month}"
PLANS: dict[str, tuple[Make, Make]] = {
    "alias bomb in the plan": (lambda: bomb("[" + ", ".join(["#"] * 9) + "]"), lambda: REGISTRY),
    "100,000 brackets in the plan": (lambda: "[" * 100_000, lambda: REGISTRY),
    "many tasks": (lambda: tasks(QUARTER, 2_000), lambda: REGISTRY),
    "tasks every month": (lambda: tasks(MONTHLY, 2_000), lambda: REGISTRY),
    "a plan of all ages": (lambda: ages(tasks(MONTHLY, 2_000)), lambda: REGISTRY),
    "milestones": (
        lambda: PLAN.replace("{quarter: Q4}", "{milestones: [" + "{by: 2017-06-30}, " * 20_000 + "]}", 1),
        lambda: REGISTRY,
    ),
    "amendments": (lambda: PLAN + amendments(3_000), lambda: REGISTRY),
    "the same id": (lambda: tasks(QUARTER, 2_000).replace("Z.", "Z.1 #"), lambda: REGISTRY),
    "strangers in the plan": (
        lambda: PLAN.replace("[so-b]", "[" + "".join(f"so-an-binh-{n}, " for n in range(40_000)) + "]"),
        lambda: REGISTRY,
    ),
    "a month that is no number": (lambda: PLAN.replace("{quarter: Q4}", "{month: \u00b2}"), lambda: REGISTRY),
    "a month of many places": (lambda: PLAN.replace("{quarter: Q4}", f"{{month: {'9' * 5_000}}}"), lambda: REGISTRY),
    "a year of many places": (lambda: PLAN.replace("{quarter: Q4}", f"{{year: {'9' * 5_000}}}"), lambda: REGISTRY),
    "many agencies": (
        lambda: PLAN,
        lambda: REGISTRY.replace("groups:", many("  - {id: z-#, name: Sở Z #}", 10_000) + "groups:"),
    ),
    "groups in a chain": (lambda: PLAN.replace("[so-b]", "[g0]"), lambda: chain(5_000, "[#]")),
    "groups in a circle": (lambda: PLAN.replace("[so-b]", "[g0]"), lambda: chain(5_000, "[#]", closed=True)),
    "groups that double": (lambda: PLAN.replace("[so-b]", "[g0]"), lambda: chain(60, "[#, #]")),
    "a group that leads": (lambda: PLAN.replace("lead: so-a", "lead: g0"), lambda: chain(60, "[#, #]")),
    "successors in a circle": (lambda: PLAN, lambda: successors(8_000)),
}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive."""
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


FORM = "http://schemas.openxmlformats.org/"
PACKAGE, OFFICE = f"{FORM}package/2006/", f"{FORM}officeDocument/2006/relationships"
SHEET_ML = f"{FORM}spreadsheetml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
KINDS = {"book.xml": "sheet.main", "sheet.xml": "worksheet", "shared.xml": "sharedStrings", "style.xml": "styles"}


def related(**targets: str) -> str:
    """Return the part of a package that says what belongs to another part."""
    inside = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{path}"/>' for kind, path in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{inside}</Relationships>'


def workbook(rows: str = "", shared: str = "", styles: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """Return an XLSX workbook with one sheet, made of what stands in its parts."""
    types = "".join(f'<Override PartName="/{path}" ContentType="{TYPE}{kind}+xml"/>' for path, kind in KINDS.items())
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": related(officeDocument="book.xml"),
        "book.xml": f'<workbook xmlns="{SHEET_ML}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="x" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "_rels/book.xml.rels": related(worksheet="sheet.xml", sharedStrings="shared.xml", styles="style.xml"),
        "sheet.xml": f'<worksheet xmlns="{SHEET_ML}"><sheetData>{rows}</sheetData></worksheet>',
        "shared.xml": f'<sst xmlns="{SHEET_ML}">{shared}</sst>',
        "style.xml": f'<styleSheet xmlns="{SHEET_ML}">{styles}</styleSheet>',
    }
    return zipped({**parts, **(more or {})})


def rows(count: int, cell: str) -> str:
    """Return rows of ten cells of one form."""
    return f"<row>{cell * 10}</row>" * (count // 10)


def biff(kind: int, content: bytes = b"") -> bytes:
    """Return one record of an old workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def old_workbook(cells: bytes, sheets: int = 1, *, circle: bool = False) -> bytes:
    """Return an XLS workbook of which every sheet holds the same records; in a circle, its sectors never end."""
    begin, end = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), biff(10)
    sheet = biff(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0)) + cells + end
    first = len(begin) + sheets * (4 + 9) + len(end)
    names = (struct.pack("<IBBBBB", first + n * len(sheet), 0, 0, 1, 0, 65 + n) for n in range(sheets))
    stream = begin + b"".join(biff(0x85, name) for name in names) + end + sheet * sheets
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors, free, last = len(stream) // 512, 0xFFFFFFFF, 0xFFFFFFFE
    table = [0xFFFFFFFD, last, *range(3, 2 + sectors), 2 if circle else last]
    head = struct.pack("<8s16sHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<10I", 0, 1, 1, 0, 4096, last, 0, last, 0, 0)
    entries = (("Root Entry", 5, 1, last, 0), ("Workbook", 2, free, 2, len(stream) << 30 * circle))
    folder = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII36xIQ", 2 * len(name) + 2, kind, 1, free, free, child, start, size)
        for name, kind, child, start, size in entries
    )
    told = struct.pack(f"<{len(table)}I", *table)
    return (
        b"".join(part.ljust(512, filler) for part, filler in ((head, b"\xff"), (told, b"\xff"), (folder, b"\0")))
        + stream
    )


def number(row: int, column: int) -> bytes:
    """Return a cell of an old workbook that holds a number."""
    return biff(0x203, struct.pack("<HHHd", row, column, 0, 1.0))


CSV_HEAD = "Cơ quan báo cáo;so-a\nKỳ báo cáo;Q2/2017\nNgày gửi;19/6/2017\n"
CSV_TABLE = "Mã nhiệm vụ;Tình trạng;Tồn tại, khó khăn\n"
ZEROS = b"\0" * (300 << 20)
CELL = "<c><v>1</v></c>"
TEXT_CELL = '<c t="inlineStr"><is><t>x</t></is></c>'
ENTITIES = "<!DOCTYPE x [<!ENTITY a 'a'>" + "".join(f"<!ENTITY a{n} '{'&a;' * 9}'>" for n in range(9)) + "]>"
SHEETS: dict[str, tuple[str, Make]] = {
    "rows of a CSV file": ("csv", lambda: CSV_HEAD + CSV_TABLE + filled("T.1;x;y\n")),
    "columns of a CSV file": ("csv", lambda: filled("x;")),
    "separators": ("csv", lambda: filled(";\n")),
    "empty rows": ("csv", lambda: CSV_HEAD + CSV_TABLE + filled("\n")),
    "open quotation mark": ("csv", lambda: CSV_HEAD + CSV_TABLE + '"' + filled("x\n")),
    "quotation marks": ("csv", lambda: filled('""')),
    "marks in a cell": ("csv", lambda: CSV_HEAD + CSV_TABLE + "T.1;x;a" + filled("\u0323\u0301", 32_000)),
    "marks in many cells": ("csv", lambda: CSV_HEAD + CSV_TABLE + filled("a" + "\u0323\u0301" * 490 + ";")),
    "headings of a CSV file": ("csv", lambda: filled("Mã nhiệm vụ;")),
    "cells up to the limit": ("xlsx", lambda: workbook(rows(19_990, CELL))),
    "texts up to the limit": ("xlsx", lambda: workbook(rows(19_990, TEXT_CELL))),
    "rows of tasks": (
        "xlsx",
        lambda: workbook(
            "<row>" + "".join(text_cell(one) for one in ("Mã nhiệm vụ", "Tình trạng")) + "</row>"
            + ("<row>" + text_cell("T.1") + text_cell("xong") + "</row>") * 9_900
        ),
    ),
    "headings of a workbook": ("xlsx", lambda: workbook(rows(19_990, text_cell("Mã nhiệm vụ")))),
    "empty cells": ("xlsx", lambda: workbook(rows(149_000, "<c/>"))),
    "empty rows of a workbook": ("xlsx", lambda: workbook("<row/>" * 149_000)),
    "a far cell": ("xlsx", lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "a row of many places": ("xlsx", lambda: workbook('<row r="' + "9" * 5_000 + f'">{CELL}</row>')),
    "a long text": ("xlsx", lambda: workbook("<row>" + text_cell("x" * (19 << 20)) + "</row>")),
    "marks in a text": ("xlsx", lambda: workbook("<row>" + text_cell("a" + "\u0323\u0301" * 900_000) + "</row>")),
    "shared texts": ("xlsx", lambda: workbook(shared="<si><t>x</t></si>" * 37_000)),
    "styles": ("xlsx", lambda: workbook(styles="<cellXfs>" + '<xf numFmtId="9"/>' * 59_000 + "</cellXfs>")),
    "elements within elements": ("xlsx", lambda: workbook("<a>" * 70_000 + "</a>" * 70_000)),
    "attributes": ("xlsx", lambda: workbook("<row " + "".join(f'a{n}="" ' for n in range(1_000_000)) + "/>")),
    "merged cells": (
        "xlsx",
        lambda: workbook(rows(10, CELL) + "</sheetData><mergeCells>"
        + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells><sheetData>"),
    ),
    "formulas": ("xlsx", lambda: workbook(rows(19_990, "<c><f>1+1</f></c>"))),
    "entities": ("xlsx", lambda: workbook(more={"sheet.xml": ENTITIES + "<x>&a8;</x>"})),
    "zip bomb": ("xlsx", lambda: workbook(more={"sheet.xml": ZEROS})),
    "zip bomb that denies it": ("xlsx", lambda: denying(workbook(more={"sheet.xml": b"<" + ZEROS[: 100 << 20]}))),
    "bomb up to the limit": ("xlsx", lambda: workbook(more={"x.xml": b"<" + ZEROS[: 19 << 20]})),
    "parts": ("xlsx", lambda: workbook(more={f"x{n}.xml": b"<x/>" for n in range(40_000)})),
    "parts up to the limit": ("xlsx", lambda: workbook(more={f"x{n}.xml": b"<x/>" for n in range(490)})),
    "an old workbook": ("xls", lambda: old_workbook(number(0, 0) * 2_500)),
    "a far cell of an old workbook": ("xls", lambda: old_workbook(number(0, 0) + number(65_535, 255))),
    "far cells of twenty sheets": ("xls", lambda: old_workbook(number(0, 0) + number(65_535, 255), 20)),
    "a stream without end": ("xls", lambda: old_workbook(number(0, 0), circle=True)),
    "an old workbook of zeros": ("xls", lambda: old_workbook(b"")[:512] + ZEROS[: 3 << 20]),
    "an open sheet": ("ods", lambda: open_sheet("<table:table-row>" + OPEN_CELL * 90_000 + "</table:table-row>")),
    "a repeated cell": ("ods", lambda: open_sheet(duplicate_key_errors(16_384, 1_048_576))),
    "cells repeated without end": ("ods", lambda: open_sheet(duplicate_key_errors(1 << 60, 1 << 60))),
    "zip bomb of an open sheet": ("ods", lambda: zipped({"content.xml": ZEROS})),
}  # fmt: skip


def text_cell(text: str) -> str:
    """Return a cell with a text."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def denying(archive: bytes) -> bytes:
    """Return an archive whose directory says that its largest part has ten bytes."""
    size = struct.pack("<I", 1 + (100 << 20))
    return archive.replace(size, struct.pack("<I", 10))


OPEN_CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def duplicate_key_errors(columns: int, lines: int) -> str:
    """Return a row of an open sheet that stands for many, of a cell that does."""
    cell = OPEN_CELL.replace(" office", f' table:number-columns-repeated="{columns}" office')
    return f'<table:table-row table:number-rows-repeated="{lines}">{cell}</table:table-row>'


def open_sheet(inside: str) -> bytes:
    """Return an ODS workbook with one sheet of these rows."""
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = "".join(f' xmlns:{one}="{name}{one}:1.0"' for one in ("office", "table", "text"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="x">{inside}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


WAIVER = "  - {rule: overdue, reason: x, authority: y, until: 2017-12-31, task: T.#}"
BESIDE: dict[str, tuple[str, Make]] = {
    "waivers": ("waivers.yaml", lambda: "schema: ttdn/waivers/1\nwaivers:\n" + many(WAIVER, 9_000)),
    "waivers with brackets": ("waivers.yaml", lambda: "[" * 100_000),
    "settings": ("ttdn.toml", lambda: many("stranger# = 1", 200_000)),
    "settings within settings": ("ttdn.toml", lambda: "a = " + "[" * 100_000),
    "settings of dots": ("ttdn.toml", lambda: "a" + filled(".a") + " = 1"),
    "settings to be ignored": ("ttdn.toml", lambda: "ignore = [" + filled('"overdue", ') + "]"),
}
CHECK = ("check", "reports", "--plan", "plan.yaml", "--as-of", "2017-07-01")
OF_ALL = ("--reports", *CHECK[1:])
OTHERS = (
    *(("report", "-o", f"result.{form}", *OF_ALL, "--format", form) for form in ("md", "html", "docx", "xlsx")),
    ("remind", "-o", "letters", *OF_ALL),
    ("summary", *OF_ALL),
    *((*CHECK, "--format", form) for form in ("json", "sarif", "junit")),
)
PLAN_COMMANDS = (("plan", "check", "plan.yaml"), CHECK, ("summary", *OF_ALL))
WITH_ALL = ("one text", "a text of many lines", "values up to the limit", "evidence", "unknown names", "the same entry")


class Case(NamedTuple):
    """One bad input: what it is, the files that it is made of, and the commands that must bear it."""

    name: str
    files: Callable[[], dict[str, str | bytes]]
    commands: tuple[tuple[str, ...], ...]


def _beside(name: str, make: Make) -> Callable[[], dict[str, str | bytes]]:
    return lambda: {"reports/good.yaml": GOOD, "ttdn.toml": 'waivers = "waivers.yaml"\n', name: make()}


def _book(plan: Make, registry: Make) -> Callable[[], dict[str, str | bytes]]:
    return lambda: {"reports/good.yaml": GOOD, "plan.yaml": plan(), "agencies.yaml": registry()}


def _report(make: Make, ending: str = "yaml") -> Callable[[], dict[str, str | bytes]]:
    return lambda: {f"reports/worst.{ending}": make()}


CASES = (
    *(Case(name, _report(make), (CHECK, *OTHERS) if name in WITH_ALL else (CHECK,)) for name, make in REPORTS.items()),
    *(Case(name, _report(make, ending), (CHECK,)) for name, (ending, make) in SHEETS.items()),
    *(Case(name, _book(*cutoff), PLAN_COMMANDS) for name, cutoff in PLANS.items()),
    *(Case(name, _beside(file, make), (CHECK,)) for name, (file, make) in BESIDE.items()),
)
