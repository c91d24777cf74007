"""The symbol of a letter and its last recipient, which name the agency and the unit that drafts by abbreviations."""

from __future__ import annotations

from ttdn_cli.papers.letter_text import Written
from ttdn_cli.papers.word import DOTS, NUMBER, Abbreviations, filed
from ttdn_cli.text.i18n import Words


def with_marks(letter: Written, abbreviations: Abbreviations, words: Words) -> Written:
    """Return a letter with its symbol, the number blank, and the unit that files it; dots where one is not known."""
    symbol = f"{abbreviations.agency or DOTS}-{abbreviations.unit or DOTS}"
    head = letter.head._replace(number=words.say(NUMBER) + symbol)
    return letter._replace(head=head, recipients=(*letter.recipients[:-1], filed(words, abbreviations.unit)))
