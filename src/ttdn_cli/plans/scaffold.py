"""A new plan as commented YAML; what is to settle is worded here, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ttdn_cli.plans.annex.parts import Doubt, Draft, DraftTask, Span
from ttdn_cli.plans.annex.results import DraftDeliverable
from ttdn_cli.plans.scaffold_registry import EXAMPLE_AGENCY, REPLACE, comment, listed
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words, shorten
from ttdn_cli.text.yaml_text import scalar

_HEAD = N_(
    "A plan for ttdn. Lines that begin with # are explanations; a line with # right before a word, such as "
    "#number, is a field that is not used yet: take the # away and fill it in. ttdn plan check judges the file."
)
_NO_SCHEMA = N_("For help while writing: ttdn schema plan --output plan.schema.json, beside this file.")
_ID = N_("Short id of the plan: small letters, digits and dashes.")
_REVISION = N_("Goes up by one whenever an edit changes what the plan means.")
_TIME = N_("First and last day of the plan; due dates lie between them.")
_REGISTRY = N_("The registry of agencies, as a path from this file. Leads and coordinators are named by its ids.")
_DOCUMENT = N_("The paper that the plan was issued as.")
_WORDS = N_("The words of the paper, quoted letter for letter.")
_SECTIONS = N_("Headings that hold tasks, by their place in the paper.")
_TASKS = (
    N_(
        "Tasks. Each has its place in the paper as id, section, title, content (a list of points), lead (one or "
        "several), coordinators (agencies and groups, in the order of the paper), schedule, and deliverables for "
        "each occurrence."
    ),
    N_("The schedule is one of:"),
)
_FORMS = (
    ("year: YEAR", N_("the year as a whole")),
    ("quarter: Q3", N_("one quarter, due on its last day")),
    ("half: H1", N_("one half of the year")),
    ("month: YEAR-06", N_("one month")),
    ("every: quarter", N_("once in each month, quarter, half or year")),
    (
        "every: month, from: YEAR-02-01, to: YEAR-11-30, on: 20",
        N_("the same within two days, due on a day of the last month; of a year on: 12-15"),
    ),
    ("by: YEAR-06-15", N_("due on that day")),
    ("from: YEAR-03-01, to: YEAR-06-30", N_("one window")),
    ("from: YEAR-03-01, open_ended: true", N_("from that day on, without an end")),
    ("milestones: [{by: YEAR-03-31, percent: 50}]", N_("several dated products or shares, each judged on its own")),
    (
        "milestones: [{id: m1, by: YEAR-03-31, from: YEAR-03-01, lead: so-a}]",
        N_("with an id where two fall on one day, a first day, and who of the leads answers for it"),
    ),
    ("ongoing: true", N_("continuous, never due")),
    ("unspecified: true", N_("the paper gives no time; an assumption says so")),
)
_BESIDE = N_(
    "Beside it: tentative: true where the paper says it is expected; aspirational: true where it says it is striven "
    "for; as_written with the words of the paper."
)
_NO_LEAD = N_("To settle: no lead was found in: {text}")
_DUTIES = N_("Standing duties, with their role: lead, coordinate, focal or perform.")
_REPORTING = N_("How often the agencies report (month, quarter, half, year), to whom, by which day of the last month.")
_ASSUMPTIONS = N_(
    "Every place where the paper is silent, faulty or ambiguous, and what was decided; to_settle: true where nothing "
    "is decided yet."
)
_AMENDMENTS = N_("Documents that change the plan from a day on; the tasks above stay as they were issued.")


class Head(NamedTuple):
    """What a new plan begins with; `schema` is the path of the editor's schema, None where there is none."""

    id: str
    span: Span
    issuer: str
    agencies: str
    schema: str | None


def example(lead: str, words: Words, year: int) -> Draft:
    """Return a draft with one task to be replaced."""
    title = words.say(REPLACE)
    made = (DraftDeliverable(title, 1, "số"),)
    task = DraftTask("II.1", "II", title, (lead,), "", (), {"quarter": f"{year:04}-Q2"}, f"Quý II/{year:04}", made)
    return Draft((("II", title),), (task,), ())


def doubt_text(doubt: Doubt, words: Words, *, whole: bool) -> str:
    """Return a doubt in words: `whole` for the plan, where it is all that is kept, else shortened for a message."""
    values: dict[str, str] = {}
    for name, value in doubt.values.items():
        if name == "near":
            values[name] = words.say(N_("; alike: {names}"), names=value) if value else ""
        else:
            values[name] = value if whole and isinstance(value, str) else words.show(value)
    return words.say(doubt.message).format_map(values)


def scaffold_plan(head: Head, draft: Draft, words: Words) -> bytes:
    """Return a plan as YAML that reads back as what is given, each part explained in the reader's language."""
    lines = [*_beginning(head, words), *_sections(draft, words), *_tasks(head, draft, words)]
    lines += [*_rest(draft, words), *_assumptions(draft, words), *_amendments(head, draft, words)]
    return ("\n".join(lines) + "\n").encode()


def _beginning(head: Head, words: Words) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={head.schema or 'plan.schema.json'}"
    yield from comment(words, _HEAD, *([] if head.schema else [_NO_SCHEMA]))
    yield "schema: ttdn/plan/1"
    yield from comment(words, _ID)
    yield f"id: {scalar(head.id)}"
    yield from comment(words, _REVISION)
    yield "revision: 1"
    yield "language: vi"
    yield from comment(words, _TIME)
    yield f"begins: {head.span.begins.isoformat()}"
    yield f"ends: {head.span.ends.isoformat()}"
    yield from comment(words, _REGISTRY)
    yield f"agencies: {scalar(head.agencies)}"
    yield ""
    yield from comment(words, _DOCUMENT)
    yield "document:"
    yield f"  issuer: {scalar(head.issuer)}"
    for name, value in (
        ("number", "01/KH-UBND"),
        ("date", f"{head.span.begins.year:04}-01-15"),
        ("place", "…"),
        ("signer", "…"),
        ("programme", "…"),
        ("title", "…"),
    ):
        yield f"  #{name}: {value}"
    yield ""
    yield from comment(words, _WORDS)
    for name in ("legal_bases", "purposes", "requirements"):
        yield from (f"#{name}:", "#  - …")


def _sections(draft: Draft, words: Words) -> Iterator[str]:
    yield from ("", *comment(words, _SECTIONS))
    if not draft.sections:
        yield from ("#sections:", "#  - id: II", "#    title: …")
        return
    yield "sections:"
    for identity, title in draft.sections:
        yield f"  - id: {scalar(identity)}"
        yield f"    title: {scalar(title)}"


def _tasks(head: Head, draft: Draft, words: Words) -> Iterator[str]:
    yield from ("", *comment(words, *_TASKS))
    for form, meaning in _FORMS:
        yield f"#   {{{form.replace('YEAR', f'{head.span.begins.year:04}')}}} = {words.say(meaning)}"
    yield from comment(words, _BESIDE)
    yield "tasks:"
    for number, task in enumerate(draft.tasks):
        yield from ([""] if number else [])
        yield from _task(task, words)


def _task(task: DraftTask, words: Words) -> Iterator[str]:
    yield f"  - id: {scalar(task.id)}"
    if task.section:
        yield f"    section: {scalar(task.section)}"
    yield f"    title: {scalar(task.title)}"
    if task.content:
        yield "    content:"
        yield from (f"      - {scalar(point)}" for point in task.content)
    if task.lead_words:
        yield f"    # {shorten(clean(words.say(_NO_LEAD, text=task.lead_words)))}"
    yield f"    lead: {listed(task.lead) if len(task.lead) != 1 else scalar(task.lead[0])}"
    if task.coordinators:
        yield f"    coordinators: {listed(task.coordinators)}"
    if task.scopes:
        yield "    scopes:"
        yield from (f"      {one}: {scalar(words)}" for one, words in task.scopes.items())
    yield "    schedule:"
    for name, value in task.schedule.items():
        yield f"      {scalar(name)}: {value}"
    if task.as_written:
        yield f"      as_written: {scalar(task.as_written)}"
    yield from _deliverables(task)
    yield from (f"    {name}: {scalar(words)}" for name, words in task.quoted.items())


def _deliverables(task: DraftTask) -> Iterator[str]:
    if task.deliverables:
        yield "    deliverables:"
    for one in task.deliverables:
        yield f"      - name: {scalar(one.name)}"
        if one.quantity is not None:
            yield f"        quantity: {one.quantity}"
        if one.unit is not None:
            yield f"        unit: {scalar(one.unit)}"


def _rest(draft: Draft, words: Words) -> Iterator[str]:
    lead = _some_lead(draft)
    yield from ("", *comment(words, _DUTIES))
    yield from ("#duties:", "#  - id: IV.1", f"#    agencies: [{lead}]", "#    role: focal", "#    text: …", "")
    yield from ("#funding: …", "#recipients:", "#  - …", "")
    yield from comment(words, _REPORTING)
    yield from ("reporting:", "  every: quarter", f"  #to: {lead}", "  #due: 20")


def _assumptions(draft: Draft, words: Words) -> Iterator[str]:
    yield from ("", *comment(words, _ASSUMPTIONS))
    if not (draft.doubts or draft.decided):
        yield from ("#assumptions:", f"#  - about: {scalar(draft.tasks[0].id)}", "#    text: …")
        return
    yield "assumptions:"
    for number, doubt in enumerate((*draft.doubts, *draft.decided)):
        yield f"  - about: {scalar(doubt.about)}"
        yield f"    text: {scalar(doubt_text(doubt, words, whole=True))}"
        if number < len(draft.doubts):
            yield "    to_settle: true"


def _amendments(head: Head, draft: Draft, words: Words) -> Iterator[str]:
    yield from ("", *comment(words, _AMENDMENTS))
    yield from (
        "#amendments:",
        "#  - document: {number: 02/UBND-VX}",
        f"#    effective: {head.span.begins.year:04}-07-10",
    )
    yield from ("#    reason: …", "#    changes:", f"#      {scalar(draft.tasks[0].id)}:")
    yield f"#        schedule: {{quarter: {head.span.begins.year:04}-Q3}}"


def _some_lead(draft: Draft) -> str:
    return next((scalar(task.lead[0]) for task in draft.tasks if task.lead), EXAMPLE_AGENCY)
