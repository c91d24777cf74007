"""A letter as DOCX and as Markdown, and the list of all letters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from ttdn_cli.judging.case import Case
from ttdn_cli.papers.letter_text import Sender, Written, plan_name, tell
from ttdn_cli.papers.word import NAME, NUMBER, POST, RECIPIENTS, Paper
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.markdown import literal

TO = N_("To: {name}")
ROW = N_("Row")
HEADS = (ROW, N_("Task"), N_("Role"), N_("Due"), N_("State as reported"), N_("Days overdue"), N_("What is missing"))
WIDTHS = (10, 40, 19, 22, 30, 14, 30)  # millimetres
MIDDLE = (0, 2, 3, 5)
OF_REPLIES = (*HEADS[:5], N_("Results, as reported"))
WIDTHS_OF_REPLIES = (10, 40, 17, 22, 24, 52)


def as_docx(letter: Written, words: Words, day: date) -> bytes:
    """Return a letter as DOCX."""
    paper = Paper(words, letter.head.subject, day)
    paper.head(letter.head)
    paper.centred(tell(words, TO, name=letter.to), bold=False, before=6)
    paper.space()
    for text in letter.before:
        paper.paragraph(text)
    if letter.rows:
        widths, middle = (WIDTHS_OF_REPLIES, MIDDLE[:3]) if letter.is_reply else (WIDTHS, MIDDLE)
        paper.table(_heads(letter, words), letter.rows, widths, middle)
    if letter.asks:
        paper.paragraph(letter.asks)
    for number, text in enumerate(letter.items, 1):
        paper.paragraph(f"{number}. {text}")
    for text in letter.after:
        paper.paragraph(text)
    paper.sign_off(letter.recipients)
    return paper.bytes()


def _heads(letter: Written, words: Words) -> list[str]:
    return [words.say(one) for one in (OF_REPLIES if letter.is_reply else HEADS)]


def as_markdown(letter: Written, words: Words) -> bytes:
    """Return a letter as Markdown."""
    head = letter.head
    lines = [f"{literal(head.parent)}  "] if head.parent else []
    lines += [
        f"**{literal(head.issuer)}**", "",
        f"{literal((head.number or words.say(NUMBER)).strip())}  ",
        literal(head.subject), "",
        f"*{literal(head.place)}*", "",
        f"{tell(words, TO, name=literal(letter.to))}", "",
    ]  # fmt: skip
    for text in letter.before:
        lines += [literal(text), ""]
    lines += [table(_heads(letter, words), letter.rows, letter.names), ""] if letter.rows else []
    if letter.asks:
        items = (f"{number}. {literal(text, letter.names)}" for number, text in enumerate(letter.items, 1))
        lines += [literal(letter.asks), "", *items, ""]
    for text in letter.after:
        lines += [literal(text), ""]
    lines += [f"*{words.say(RECIPIENTS)}*", "", *(f"- {literal(one)}" for one in letter.recipients)]
    lines += ["", words.say(POST), "", words.say(NAME)]
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], names: Collection[str]) -> str:
    """Return a Markdown table; `names` of files and sheets may stand in its cells."""
    cells = ([literal(cell, names).replace("|", "\\|") for cell in row] for row in rows)
    lines = [heads, ["---"] * len(heads), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def listing(
    written: Sequence[tuple[str, Written]],
    others: tuple[Sequence[str], Sequence[str]],
    case: Case,
    sender: Sender,
    words: Words,
) -> bytes:
    """Return the list of who is written to, and why; takes the letters with the names of their files.

    `others` are the names of agencies that have something to make clear and get no letter, and of those that nobody
    answers for on D.
    """
    waiting, gone = others
    title = words.say(N_("Reminders: who is written to, and why"))
    said = N_("As of {day}; {plan}. Answers are asked for by {by}.")
    about = tell(words, said, day=case.as_of, by=sender.by, plan=plan_name(case, words))
    lines = [f"# {title}", "", literal(about), ""]
    if not any(not one.is_reply for _, one in written):
        lines += [words.say(N_("No agency owes anything: no reminder was written.")), ""]
    for is_reply in (False, True):
        lines += _listed([one for one in written if one[1].is_reply is is_reply], words)
    if waiting:
        unclear = N_("These only have something to make clear; --all-replies writes to them, too: {agencies}.")
        lines += [literal(tell(words, unclear, agencies="; ".join(waiting))), ""]
    if gone:
        nobody = N_("Nobody is written to on these, which are gone without a successor: {agencies}.")
        lines += [literal(tell(words, nobody, agencies="; ".join(gone))), ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def _listed(written: Sequence[tuple[str, Written]], words: Words) -> list[str]:
    """Return the lines on the letters of one kind: whom each is written to, why, and in which file."""
    if not written:
        return []
    is_reply = written[0][1].is_reply
    about = N_("What it replies to") if is_reply else N_("What is asked for")
    heads = [words.say(one) for one in (ROW, N_("Agency"), about, N_("Letter"))]
    rows = [(str(number), one.listed, one.why, file) for number, (file, one) in enumerate(written, 1)]
    title = words.say(N_("Replies to reports"))
    above = [f"## {title}", ""] if is_reply else []
    return [*above, table(heads, rows, written[0][1].names), ""]
