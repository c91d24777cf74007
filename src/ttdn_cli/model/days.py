"""Days as people write them: day first, never month first, in words or numbers, also with a time, which is left out."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ttdn_cli.findings import Month
from ttdn_cli.limits import MAX_PERIOD
from ttdn_cli.model.names import fold, remembered
from ttdn_cli.text.normalization import composed

FEBRUARY, LAST_MONTH = 2, 12
# All patterns are of texts whose words are folded and whose spaces are single; they are compiled when first needed.
TIME = (
    r"(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?|h(?:[0-5][0-9])?"
    r"| ?gio(?: [0-5][0-9](?: ?phut)?)?)(?: ?(?:am|pm|sa|ch))?"
)
BEFORE = rf"(?:{TIME} ?(?:ngay )?|ngay )?"
AFTER = rf"(?: (?:luc )?{TIME})?"
AFTER_ISO = rf"(?:(?:t| (?:luc )?){TIME}(?:\+07:?00)?)?"
_FORMS = (
    rf"{BEFORE}(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}){AFTER_ISO}",
    rf"{BEFORE}(?P<d>[0-9]{{1,2}}) ?(?P<sep>[/.-]) ?(?P<m>[0-9]{{1,2}}) ?(?P=sep) ?(?P<y>[0-9]{{4}}|[0-9]{{2}}){AFTER}",
    rf"{BEFORE}(?P<d>[0-9]{{1,2}}) thang (?P<m>[0-9]{{1,2}})(?: nam)? (?P<y>[0-9]{{4}}|[0-9]{{2}}){AFTER}",
)
_ISO = re.compile("(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")  # as files write most of them
_SHORT_YEAR = 2
_WORD = re.compile(r"[^\W\d_]+")


def _match(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is written as a day, which may not exist; else None."""
    if len(text) > MAX_PERIOD:
        return None
    plain = " ".join(_WORD.sub(lambda word: fold(word[0]), composed(text)).replace(",", " ").split())
    return next((found for form in _FORMS if (found := re.fullmatch(form, plain))), None)


@remembered
def parse_day(text: str) -> date | None:
    """Read `2017-06-28`, `28/6/2017`, `28-6-2017`, `28.6.2017`, `ngày 28 tháng 6 năm 2017`, also with a time; else None.

    A year of two digits is none, nor is a time of another zone, which may be another day here.
    """
    found = _ISO.fullmatch(text) or _match(text)
    if found is None or len(found["y"]) == _SHORT_YEAR:
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def why_no_day(text: str) -> tuple[str, dict[str, object]]:
    """Return the code of `invalid-field` for a text that is no day, and what its message needs."""
    found = _match(text)
    if found is None or found["y"] == "0000":
        return "day", {}
    if len(found["y"]) == _SHORT_YEAR:
        return "short_year", {}
    year, month = int(found["y"]), int(found["m"])
    if not 1 <= month <= LAST_MONTH:
        return "no_month", {"number": found["m"]}
    days = monthrange(year, month)[1]
    if month == FEBRUARY:
        return "no_day_of_february", {"year": found["y"], "days": days}
    return "no_day_of_month", {"month": Month(month), "days": days}
