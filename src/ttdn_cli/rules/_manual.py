"""The manual of a rule is its docstring: paragraphs are translated one by one, samples are left as they are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from ttdn_cli.rules import Rule
from ttdn_cli.text.i18n import N_, Words

HEADINGS = {"Why it matters": N_("Why it matters"), "Bad": N_("Bad"), "Good": N_("Good")}
_SAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def paragraphs(rule: Rule[Any]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a rule's docstring: (heading, text), (sample, text) or (text, text) in order."""
    for block in inspect.cleandoc(type(rule).__doc__ or "").split("\n\n"):
        for part in re.split(r"(```yaml\n.*?```)", block, flags=re.DOTALL):
            yield from _part(part.strip("\n"))


def _part(part: str) -> Iterator[tuple[str, str]]:
    if part.startswith("```yaml"):
        yield "sample", part.removeprefix("```yaml\n").removesuffix("```").rstrip()
        return
    head, _, rest = part.partition("\n")
    if head.startswith("## "):
        yield "heading", head.removeprefix("## ")
        part = rest
    if part.strip():
        yield "text", " ".join(part.split())


def summary(rule: Rule[Any], words: Words) -> str:
    """Return the first sentence of a rule's manual."""
    return words.say(next(text for kind, text in paragraphs(rule) if kind == "text"))


def samples(rule: Rule[Any]) -> dict[str, str]:
    """Return the samples of a rule by their heading, Bad and Good."""
    found, heading = {}, ""
    for kind, text in paragraphs(rule):
        if kind == "heading":
            heading = text
        elif kind == "sample":
            found[heading] = text
    return found


def manual(rule: Rule[Any], words: Words) -> str:
    """Return the whole manual of a rule as text."""
    lines = []
    for kind, text in paragraphs(rule):
        if kind == "heading":
            lines += ["", words.say(HEADINGS.get(text, text))]
        elif kind == "sample":
            lines += [f"    {line}" for line in text.split("\n")]
        else:
            lines.append(words.say(text))
    return "\n".join(lines)
