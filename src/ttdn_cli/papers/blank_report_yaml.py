"""A template as YAML: every field is there, and comments in the reader's language say what goes in."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ttdn_cli.model.schedule import Deliverable
from ttdn_cli.papers.blank_reports import Owed, Template, about, asks, heading, notes, recalled, title_of, when
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.yaml_text import scalar

WIDTH = 110


def template_yaml(template: Template, schema: str, words: Words) -> bytes:
    """Return the template; `schema` is where an editor finds the schema of reports."""
    lines = [f"# yaml-language-server: $schema={clean(schema)}"]
    for text in (f"{title_of(template, words)}: {template.name}", about(template, words)):
        lines += _comment(text)
    for note in notes(template, words, sheet=False):
        lines += _comment(f"- {note}")
    lines += [
        "schema: ttdn/status/1",
        f"agency: {scalar(template.agency)}",
        f"period: {template.period.id}",
        f"submitted_on:  # {words.say(SUBMITTED)}",
        f"plan_revision: {template.revision}",
        "submitted_by: {name: , title: }",
        "document: {number: , date: }",
        f"# nothing_to_report: true  # {words.say(NOTHING)}",
        "items:",
    ]
    for number, one in enumerate(template.owed):
        lines += [""] if number else []
        lines += _item(one, words)
    return "".join(f"{line}\n" for line in lines).encode()


SUBMITTED = N_("the day on which the report is sent, for example 2017-06-19 or 19/6/2017")
NOTHING = N_("without the first #, when there is nothing to report")
STATE = N_("one of not_started, in_progress, done, cancelled")
COMPLETED = N_("with done only, for example 2017-06-28 or 28/6/2017")
PROGRESS = N_("0 to 100")
EVIDENCE = N_("numbers of documents, names of files, addresses")


def _comment(text: str, indent: str = "") -> list[str]:
    """Return a text as comment lines that nothing in it can leave."""
    return [f"{indent}# {line}" for line in wrap(clean(text), WIDTH, break_on_hyphens=False)]


def _item(one: Owed, words: Words) -> Iterator[str]:
    for text in (heading(one, words), when(one, words), *asks(one, words), *recalled(one, words)):
        yield from _comment(text, "  ")
    samples = ", ".join(map(_sample, one.planned))
    yield f"  - task: {scalar(one.occurrence.task)}"
    yield f"    occurrence: {scalar(one.occurrence.id)}"
    yield f"    state:  # {words.say(STATE)}"
    yield f"    completed_on:  # {words.say(COMPLETED)}"
    yield f"    progress:  # {words.say(PROGRESS)}"
    yield "    coordinated_with: []"
    yield f"    deliverables: []{f'  # [{clean(samples)}]' if samples else ''}"
    yield f"    evidence: []  # {words.say(EVIDENCE)}"
    yield "    result:"
    yield "    obstacles:"
    yield "    proposals:"


def _sample(one: Deliverable) -> str:
    unit = f", unit: {scalar(one.unit)}" if one.unit else ""
    return f"{{name: {scalar(one.name)}, quantity: {one.quantity if one.quantity is not None else 1}{unit}}}"
