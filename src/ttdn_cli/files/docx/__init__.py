"""The reader of Word files: the package is judged first, then the tables are read from its XML, nothing else."""

from __future__ import annotations

from ttdn_cli.files.archive import Archive
from ttdn_cli.files.docx.body import Body
from ttdn_cli.files.docx.numbering import Numbering
from ttdn_cli.files.docx.package import WordPackage
from ttdn_cli.files.docx.styles import Styles
from ttdn_cli.files.docx.tables import Document
from ttdn_cli.files.kinds import ZIP, not_word
from ttdn_cli.files.tree import FileRejected


def read(data: bytes) -> Document:
    """Return the tables of a Word file and the paragraphs around them, all tracked changes accepted.

    Raises `FileRejected` (`unreadable`), with what the file is where it is none of Word's.
    """
    try:
        return _read(data)
    except FileRejected as error:
        code = error.code.replace("workbook-", "word-")  # what is refused is the same, and called what it is
        raise FileRejected(error.rule, code, error.line, error.column, **error.values) from None
    except Exception:  # noqa: BLE001 - one guard for a file: whatever it is made to do, it is a broken Word file
        raise FileRejected("unreadable", "word-broken") from None


def _read(data: bytes) -> Document:
    if not data.startswith(ZIP):
        raise not_word(data)
    package = WordPackage(Archive(data))
    styles = Styles(package.part("styles"))
    return Body(styles, Numbering(package.part("numbering"), styles)).read(package.main())
