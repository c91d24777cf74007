"""What the program says of the example reports and of the second plan, as it is kept to be compared."""

from __future__ import annotations

from contextlib import chdir

from tests.conftest import ROOT
from tests.support.inprocess import call

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
LANGUAGES = ("en", "vi")
DAYS = (
    *("2025-02-01", "2025-04-01", "2025-05-10", "2025-07-01", "2025-08-25", "2025-10-01", "2025-11-05", "2025-12-01"),
)


def examples(quarter: str, language: str) -> bytes:
    """Return what `ttdn check` says of the examples of a quarter, on both streams, and how it ends."""
    with chdir(ROOT):
        found = call("check", "--quarter", quarter, "--lang", language)
    return found.out + f"\n{found.err}\nexit code {found.code}\n".encode()


def papers(language: str) -> bytes:
    """Return the papers for the meeting on the second quarter, as Markdown."""
    with chdir(ROOT):
        return call("report", "--quarter", "Q2", "-o", "-", "--format", "md", "--lang", language).out


def second_plan(day: str) -> bytes:
    """Return the findings of the second plan on a day."""
    with chdir(ROOT / "tests" / "second_plan"):
        return call("check", "reports", "--plan", "plan.yaml", "--as-of", day, "--lang", "en").out


def made() -> dict[str, bytes]:
    """Return each of these by its path below the root."""
    return {
        **{f"tests/examples/{one}.{lang}.txt": examples(one, lang) for one in QUARTERS for lang in LANGUAGES},
        **{f"tests/examples/report-Q2.{language}.md": papers(language) for language in LANGUAGES},
        **{f"tests/second_plan/expected/{day}.txt": second_plan(day) for day in DAYS},
    }
