"""Every message has a Vietnamese twin with the same values, and none blames."""

from __future__ import annotations

import re

from tests.catalogue import VIETNAMESE, messages, read

FIELDS = re.compile(r"\{[a-z_]*\}")
BLAME = ("vi phạm", "bạn ", "!", "lỗi của đơn vị", "không chịu")


def test_the_catalogue_holds_the_messages_of_the_program_and_no_others() -> None:
    assert messages() == set(read())


def test_every_message_is_translated_and_none_is_in_doubt() -> None:
    assert [] == sorted(message for message, said in read().items() if not said.strip())
    assert "#, fuzzy" not in VIETNAMESE.read_text("utf-8")


def test_a_translation_shows_the_same_values() -> None:
    differing = [
        message for message, said in read().items() if sorted(FIELDS.findall(message)) != sorted(FIELDS.findall(said))
    ]
    assert [] == differing


def test_no_translation_blames_or_shouts() -> None:
    found = [f"{word}: {said}" for said in read().values() for word in BLAME if word in said.lower()]
    assert [] == found
