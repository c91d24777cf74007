"""A template as CSV: UTF-8 with a mark and `;`, as Excel in Vietnam opens it. The last column is never empty.

(Excel leaves out empty cells at the end of rows when it saves, and a row that is too short is refused.)
"""

from __future__ import annotations

import csv
import io

from ttdn_cli.intake.sheet_columns import COLUMNS, label
from ttdn_cli.papers.blank_reports import (
    Template,
    about,
    asks,
    head_values,
    heading,
    notes,
    occurrence_word,
    recalled,
    title_of,
    when,
)
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import Words

ORDER = ("task", "occurrence", "title", "plan", "before", *list(COLUMNS)[2:], "due")
_FORMULA = ("=", "+", "-", "@")


def template_csv(template: Template, words: Words) -> bytes:
    """Return the template."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for line in (title_of(template, words), about(template, words), *notes(template, words, sheet=True)):
        writer.writerow([_guarded(line)])
    for field, value in head_values(template, words).items():
        writer.writerow([label(field, words.language), _guarded(value)])
    writer.writerow([label(field, words.language) for field in ORDER])
    for one in template.owed:
        shown = {
            "task": one.occurrence.task,
            "occurrence": occurrence_word(one, words),
            "title": heading(one, words),
            "plan": " | ".join(asks(one, words)),
            "before": " | ".join(recalled(one, words)),
            "due": when(one, words),
        }
        writer.writerow([_guarded(shown.get(field, "")) for field in ORDER])
    return text.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    """Return a text that nothing obeys and no spreadsheet takes for a formula."""
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
