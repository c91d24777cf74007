"""Kinds of files that offices send and nobody reads here, and folders of evidence. Knows names, not contents."""

from __future__ import annotations

from ttdn_cli.text.normalization import decomposed

UNREAD_KINDS = {
    "document": (".doc", ".dot", ".docm", ".dotx", ".dotm", ".rtf", ".odt", ".ott", ".fodt", ".wps", ".pages", ".gdoc"),
    "workbook": (".xlsm", ".xlsb", ".xlt", ".xltx", ".xltm", ".fods", ".et", ".numbers", ".gsheet"),
    "presentation": (".ppt", ".pptx", ".pptm", ".pps", ".ppsx", ".odp", ".dps"),
    "pdf": (".pdf",),
    "picture": (
        ".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".heif",
    ),
    "archive": (".zip", ".rar", ".7z"),
    "mail": (".eml", ".msg"),
}  # fmt: skip
_KIND_OF = {ending: kind for kind, endings in UNREAD_KINDS.items() for ending in endings}
UNREAD_SUFFIXES = tuple(_KIND_OF)
_EVIDENCE = frozenset(("evidence", "minhchung", "phuluc"))


def ending_of(path: str) -> str:
    """Return how a file's name ends, in small letters and with its dot."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return f".{ending.lower()}" if dot and stem.strip(".") else ""


def unread_kind(path: str) -> str | None:
    """Return the kind of a file that is not read, by its name; None for any other file."""
    return _KIND_OF.get(ending_of(path))


def is_evidence_folder(name: str) -> bool:
    """Tell whether a folder is one of evidence (minh chứng, phụ lục), whatever its case, marks, spaces and dashes."""
    return "".join(filter(str.isalnum, decomposed(name.casefold()))) in _EVIDENCE
