"""The manual of a rule is its docstring: paragraphs are translated one by one, of samples the words and states.

What to do is what its findings say.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from ttdn_cli.model.states import STATE_WORDS, State
from ttdn_cli.rules import InputRule, Rule
from ttdn_cli.text.i18n import N_, Words

HEADINGS = {"Why it matters": N_("Why it matters"), "Bad": N_("Bad"), "Good": N_("Good")}
WHAT_TO_DO, IN_EACH = N_("What to do"), N_("Each finding says beside its place what to write")
_FEW = 4  # hints of one rule that are listed
_STATE = re.compile(r"(?<=\bstate: )(?:not_started|in_progress|cancelled|done)\b")
_WORDS = re.compile(r"(?<=\w: )[A-Z][A-Za-z ]*[a-zA-Z](?=[\n,}\]]|$)")


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


def sample_words(rule: Rule[Any]) -> Iterator[str]:
    """Yield the texts in words that stand in the samples of a rule."""
    for sample in samples(rule).values():
        yield from _WORDS.findall(sample)


def in_language(sample: str, words: Words) -> str:
    """Return a sample as somebody would write it in a language: its states and texts in words of it."""
    if words.language != "vi":
        return sample
    said = _STATE.sub(lambda found: STATE_WORDS[State(found[0])][0], sample)
    return _WORDS.sub(lambda found: words.say(found[0]), said)


def _what_to_do(rule: Rule[Any], words: Words) -> list[str]:
    """Return what the findings of a rule ask for, a sentence each; what they fill in is left open."""
    hints = [rule.hint]
    if isinstance(rule, InputRule):
        hints = [said[-1] for said in rule.words.values()]
    hints = list(dict.fromkeys(filter(None, hints)))
    return [re.sub(r"\{\w+\}", "…", words.say(hint)) for hint in (hints if len(hints) <= _FEW else [IN_EACH])]


def manual(rule: Rule[Any], words: Words) -> str:
    """Return the whole manual of a rule as text."""
    lines = []
    for kind, text in paragraphs(rule):
        if kind == "heading":
            lines += ["", words.say(HEADINGS.get(text, text))]
        elif kind == "sample":
            lines += [f"    {line}" for line in in_language(text, words).split("\n")]
        else:
            lines.append(words.say(text))
    return "\n".join([*lines, "", words.say(WHAT_TO_DO), *_what_to_do(rule, words)])
