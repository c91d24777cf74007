"""Automatic numbers of Word files are counted as Word and LibreOffice count them, or refused where that is not sure."""

from __future__ import annotations

import pytest

from tests.support.word_files import TRACK, p, tbl, tc, tr, word_file
from ttdn_cli.files import docx


def level(at: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    known = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{known}</w:lvl>'


def abstract(name: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def over(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(name: int, at: int = 0, more: str = "") -> str:
    return p("", f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>{more}')


def styled(style: str, more: str = "") -> str:
    return p("", f'<w:pStyle w:val="{style}"/>{more}')


def numbers(numbering: str, *paragraphs: str, styles: str = "") -> list[str]:
    """Return the numbers that paragraphs show, each in a cell of its own; of those refused the code."""
    body = tbl([tr([tc(f"{one}<w:p/>" if one.startswith("<w:tbl") else one), "x"]) for one in paragraphs], 2)
    found = docx.read(word_file(body, numbering=numbering, styles=styles))
    return [row.cells[0].doubt or row.cells[0].numbered for row in found.tables[0].rows]


DECIMAL = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))


def test_a_level_begins_anew_below_each_higher_number() -> None:
    found = numbers(DECIMAL + num(1, 1), item(1), item(1), item(1, 1), item(1, 1), item(1), item(1, 1))
    assert found == ["1", "2", "2.1", "2.2", "3", "3.1"]


def test_lists_of_one_kind_are_counted_together_and_an_override_begins_anew_once() -> None:
    lists = DECIMAL + num(1, 1) + num(2, 1) + num(3, 1, over(0, 1))
    found = numbers(lists, item(1), item(1), item(2), item(2), item(3), item(3), item(1))
    assert found == ["1", "2", "3", "4", "1", "2", "3"]


def test_a_level_that_does_not_restart_goes_on() -> None:
    lists = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')) + num(1, 1)
    assert numbers(lists, item(1), item(1, 1), item(1), item(1, 1)) == ["1", "1", "2", "2"]


def test_a_level_that_restarts_below_another_one_heeds_that_alone() -> None:
    third = level(2, "decimal", "%3", '<w:lvlRestart w:val="1"/>')
    lists = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%2"), third) + num(1, 1)
    found = numbers(lists, item(1), item(1, 1), item(1, 2), item(1, 1), item(1, 2), item(1), item(1, 1), item(1, 2))
    assert found == ["1", "1", "1", "2", "2", "2", "1", "1"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("decimal", "9 10"), ("decimalZero", "09 10"), ("upperRoman", "IX X"), ("lowerRoman", "ix x"),
        ("upperLetter", "I J"), ("lowerLetter", "i j"), ("none", " "),
    ],
)  # fmt: skip
def test_the_usual_kinds_of_numbers_are_written(kind: str, expected: str) -> None:
    found = numbers(abstract(1, level(0, kind, "%1", start=9)) + num(1, 1), item(1), item(1))
    assert " ".join(found) == expected


def test_after_z_letters_are_doubled() -> None:
    found = numbers(abstract(1, level(0, "lowerLetter", "%1)", start=26)) + num(1, 1), item(1), item(1), item(1))
    assert found == ["z)", "aa)", "bb)"]


def test_ids_of_three_levels_are_joined_as_the_list_says() -> None:
    lists = abstract(
        1, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%1.%2.%3")
    ) + num(1, 1, over(0, 2))
    assert numbers(lists, item(1), item(1, 1), item(1, 2), item(1, 2)) == ["II", "II.1", "II.1.a", "II.1.b"]


def test_a_level_may_write_all_numbers_as_decimals() -> None:
    lists = abstract(1, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 1)
    assert numbers(lists, item(1), item(1, 1)) == ["I", "1.1"]


def test_a_style_numbers_its_paragraphs_unless_they_say_none() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    found = numbers(
        DECIMAL + num(1, 1), styled("Muc"), styled("Con"), styled("Muc", none), styled("Con"), styles=styles
    )
    assert found == ["1", "2", "", "3"]


def test_the_level_of_a_style_is_the_one_that_names_it() -> None:
    lists = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Con"/>')) + num(1, 1)
    style = (
        '<w:style w:type="paragraph" w:styleId="Con"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert numbers(lists, item(1), styled("Con"), styles=style) == ["1", "1.1"]


def test_a_list_may_be_that_of_a_style() -> None:
    lists = abstract(2, more='<w:numStyleLink w:val="Ds"/>') + DECIMAL + num(1, 1) + num(2, 2)
    style = (
        '<w:style w:type="numbering" w:styleId="Ds"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert numbers(lists, item(1), item(2), styles=style) == ["1", "2"]


def test_an_override_may_write_the_level_anew() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>'
    assert numbers(DECIMAL + num(1, 1, own), item(1)) == ["A."]


def test_every_paragraph_of_the_file_counts_also_empty_ones_and_a_second_one_in_a_cell() -> None:
    lists = DECIMAL + num(1, 1)
    body = item(1) + tbl([tr([tc(item(1) + item(1))]), tr([tc(item(1))])], 1)
    found = docx.read(word_file(body, numbering=lists)).tables[0]
    assert [row.cells[0].numbered for row in found.rows] == ["2\n3", "4"]


def test_bullets_are_no_numbers() -> None:
    assert numbers(abstract(1, level(0, "bullet", "-")) + num(1, 1), item(1)) == [""]


def test_a_kind_that_is_not_known_is_refused() -> None:
    assert numbers(abstract(1, level(0, "chicago", "%1")) + num(1, 1), item(1)) == ["number_format"]
    lists = abstract(1, level(0, "chicago", "%1"), level(1, "decimal", "%1.%2")) + num(1, 1)
    assert numbers(lists, item(1), item(1, 1)) == ["number_format", "number_format"]


def test_numbers_after_a_tracked_deletion_in_their_list_are_refused_and_those_before_are_not() -> None:
    gone = tr([tc(item(1)), "x"], f"<w:del {TRACK}/>")
    body = tbl([tr([tc(item(1)), "x"]), gone, tr([tc(item(1)), "x"])], 2)
    found = docx.read(word_file(body, numbering=DECIMAL + num(1, 1))).tables[0]
    assert [row.cells[0].doubt or row.cells[0].numbered for row in found.rows] == ["1", "number_tracked"]


def test_a_number_that_builds_on_a_level_without_one_is_refused() -> None:
    assert numbers(DECIMAL + num(1, 1), item(1, 1)) == ["number_level"]


def test_what_is_said_of_lists_that_there_are_not_is_passed_over() -> None:
    assert numbers(DECIMAL + num(1, 9), item(1), item(2), item(1, 8)) == ["", "", ""]
