"""Which reader reads a workbook: decided by what stands in it, whatever the ending of its name."""

from __future__ import annotations

from ttdn_cli.files.archive import Archive
from ttdn_cli.files.grid import Grid, tidy
from ttdn_cli.files.kinds import ARCHIVE, OLD_OFFICE, TEXT_DOCUMENT, ZIP, kind_of, other_kind, refuse_old
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_NAME

_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def read(data: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook of any kind.

    Raises `FileRejected` (`unreadable`), and `UsageError` where one of the old kind needs the extra `office`.
    """
    if data.startswith(ZIP):
        return _read_archive(Archive(data))
    if not data.startswith(OLD_OFFICE):
        raise kind_of(data)
    refuse_old(data)
    from ttdn_cli.files import legacy_sheets

    return legacy_sheets.read(data)


def hidden_sheets(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets that are not shown, of a workbook that can be read; of .xls they are not known."""
    if not data.startswith(ZIP):
        return ()
    archive = Archive(data)
    if "[Content_Types].xml" in archive:
        from ttdn_cli.files.package import Package

        package = Package(archive)
        package.sheets()
        found = package.hidden
    else:
        from ttdn_cli.files import ods

        found = ods.hidden(archive)
    return tuple(filter(None, (tidy(name[:MAX_NAME]) for name in found)))


def _read_archive(archive: Archive) -> list[Grid]:
    if "[Content_Types].xml" in archive:
        from ttdn_cli.files import xlsx

        return xlsx.read_archive(archive)
    if "content.xml" not in archive:
        raise other_kind(ARCHIVE) if len(archive) else FileRejected("unreadable", "workbook-broken")
    if "mimetype" in archive and not archive.read("mimetype").startswith(_OPEN_SHEET):
        raise other_kind(TEXT_DOCUMENT)
    from ttdn_cli.files import ods

    return ods.read(archive)
