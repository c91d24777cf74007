"""Word files made of raw XML, with the report of one agency in the shapes that programs give it: no test itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{_WORD}.document.main+xml"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
TRACK = 'w:id="1" w:author="x" w:date="2017-06-19T09:00:00Z"'

HEAD = (
    ("Cơ quan báo cáo:", "Sở An Bình"),
    ("Kỳ báo cáo:", "Quý II/2017"),
    ("Ngày gửi báo cáo:", "19/6/2017"),
    ("Số, ký hiệu công văn:", "7/BC-SAB"),
    ("Ngày công văn:", "19/6/2017"),
)
COLUMNS = (
    "Mã nhiệm vụ", "Kỳ thực hiện", "Nhiệm vụ", "Tình hình thực hiện", "Ngày hoàn thành", "Tiến độ (%)",
    "Cơ quan đã phối hợp", "Sản phẩm đã có", "Minh chứng", "Kết quả thực hiện", "Khó khăn, vướng mắc",
    "Kiến nghị, đề xuất",
)  # fmt: skip
ROWS = (
    ("T.1", "2017-Q2", "T.1. Hai phóng sự", "Hoàn thành", "12/6/2017", "100", "Sở Bình Yên", "Phóng sự: 1 phóng sự",
     "Biên bản số 2 ngày 12/6/2017", "Đã phát sóng", "", ""),
    ("T.3", "2017", "T.3. Tuyên truyền cả năm", "Đang thực hiện", "", "40", "UBND huyện M; Báo X", "", "", "",
     "Thiếu kinh phí", "Bố trí kinh phí"),
    ("T.5", "2017-Q4", "T.5. Kỷ yếu và hội thảo", "Chưa thực hiện", "", "10", "", "", "", "", "", ""),
)  # fmt: skip
STATE, DAY, PROGRESS, NAMED, MADE, EVIDENCE, RESULT = 3, 4, 5, 6, 7, 8, 9


def csv(rows: Iterable[Sequence[str]] = ROWS) -> bytes:
    """Return the report as CSV, which says what the Word files say."""
    lines = [(label, value) for label, value in HEAD] + [COLUMNS, *rows]
    return "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines).encode()


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def tc(content: str, properties: str = "") -> str:
    """Return a cell: of paragraphs, or of a text."""
    inside = content if content.startswith("<w:") else p(r(content) if content else "")
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def tr(cells: Iterable[str], properties: str = "") -> str:
    """Return a row of cells, each as XML or as its text."""
    made = (one if one.startswith(("<w:tc>", "<w:sdt>", "<w:ins", "<w:customXml")) else tc(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(made)}</w:tr>"


def tbl(rows: Iterable[str], columns: int = 12) -> str:
    grid = '<w:gridCol w:w="1200"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def head(pairs: Iterable[Sequence[str]] = HEAD) -> str:
    """Return the head as a table of two columns."""
    return tbl((tr(pair) for pair in pairs), 2)


def tasks(rows: Iterable[str | Sequence[str]] = ROWS, columns: Sequence[str] = COLUMNS) -> str:
    """Return the table of tasks; each row is XML, or the texts of its cells."""
    made = (one if isinstance(one, str) else tr(one) for one in rows)
    return tbl([tr(columns, "<w:cantSplit/><w:tblHeader/>"), *made], len(columns))


def report(table: str | None = None) -> str:
    """Return the body of a report: title, head, an empty paragraph, the tasks."""
    return p(r("BÁO CÁO TÌNH HÌNH THỰC HIỆN")) + head() + p() + (table if table is not None else tasks())


def changed(row: int, column: int, cell: str) -> list[list[str]]:
    """Return the rows of the report with one cell in another form."""
    rows = [list(one) for one in ROWS]
    rows[row][column] = cell
    return rows


def word_file(  # noqa: PLR0913 - the parts of a file, each named
    body: str = "",
    *,
    styles: str = "",
    numbering: str = "",
    kind: str = MAIN,
    main: str = "word/document.xml",
    parts: Mapping[str, str | bytes] | None = None,
    mangle: Callable[[str], str] = str,
) -> bytes:
    """Return a Word file with a body; `mangle` changes the text of each of its parts."""
    folder, name = main.rpartition("/")[::2]
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>',
        "_rels/.rels": _relations(("officeDocument", main)),
        f"{folder}/_rels/{name}.rels": _relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        main: f"<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        f"{folder}/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
        **({f"{folder}/numbering.xml": f"<w:numbering {NAMES}>{numbering}</w:numbering>"} if numbering else {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in {**made, **(parts or {})}.items():
            file.writestr(part, mangle(content) if isinstance(content, str) else content)
    return packed.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    listed = (
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(listed)}</Relationships>'
