"""The reader takes plain YAML text as it was written and refuses the rest quickly, with rule, cause and place."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ttdn_cli.files.opening import read_stdin
from ttdn_cli.files.tree import FileRejected, Quoted
from ttdn_cli.files.yaml import parse
from ttdn_cli.limits import MAX_BYTES, MAX_DEPTH, MAX_EVENTS, MAX_KEYS, MAX_MARKS

LIMIT_IN_SECONDS = 5
BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


@pytest.fixture(autouse=True)
def _quickly() -> Iterator[None]:
    """No input takes long."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < LIMIT_IN_SECONDS


def refusal(content: str | bytes) -> FileRejected:
    """Return why a text is refused."""
    with pytest.raises(FileRejected) as caught:
        parse(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return caught.value


def place(error: FileRejected) -> tuple[str, str, int, int]:
    """Return rule, code, line and column of a refusal."""
    return error.rule, error.code, error.line, error.column


def data(content: str | bytes) -> Any:
    """Return what is read from a text."""
    return parse(content.encode() if isinstance(content, str) else content).data


@pytest.mark.parametrize(
    ("line", "column", "name", "text"),
    [
        (1, 5, "a0", BOMB),
        (1, 5, "a0", MERGES),
        (2, 4, "x", "b: 1\na: &x [*x]\n"),
        (1, 4, "x", "a: *x\n"),
        (3, 7, "x", "a: 1\nb:\n  <<: *x\n"),
        (1, 4, "x", "a: &x {b: 1}\nc:\n  <<: *x\n"),
        (1, 1, "x", "&x a: 1\n"),
        (2, 3, "x", "a: 1\n? *x\n: 1\n"),
        (1, 4, "x", "? [*x]\n: 1\n"),
        (1, 4, "big", "a: &big [x]\nb: [" + "*big, " * 8000 + "*big]\n"),
    ],
    ids=["bomb", "merges", "cycle", "no anchor", "merge", "honest merge", "key", "alias as key", "in a key", "many"],
)
def test_anchors_aliases_and_merges_are_refused_by_name_where_the_first_stands(
    line: int, column: int, name: str, text: str
) -> None:
    error = refusal(text)
    assert ("unreadable", "alias", line, column) == place(error)
    assert {"name": name} == error.values


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        (1, 33, "[" * 500),
        (1, 33, "[" * 100_000),
        (1, 65, "- " * 3_000),
        (1, 129, "{a: " * 50_000),
        (1, 65, "? " * 5_000),
        (33, 33, "\n".join(" " * depth + "a:" for depth in range(5_000))),
        (1, 34, "? " + "[" * 40 + "]" * 40 + "\n: 1\n"),
    ],
    ids=["500 brackets", "100,000 brackets", "dashes", "braces", "question marks", "mappings", "in a key"],
)
def test_nesting_stops_at_the_limit(line: int, column: int, text: str) -> None:
    error = refusal(text)
    assert ("unreadable", "too-deep", line, column) == place(error)
    assert error.values == {"limit": MAX_DEPTH}


def test_nesting_up_to_the_limit_is_read() -> None:
    def nested(depth: int) -> str:
        return "[" * depth + "]" * depth

    assert nested(MAX_DEPTH) == str(data(nested(MAX_DEPTH)))
    assert place(refusal(nested(MAX_DEPTH + 1))) == ("unreadable", "too-deep", 1, MAX_DEPTH + 1)


@pytest.mark.parametrize(
    "text",
    ["[" + '"a",' * 1_000_000 + "]", "- \n" * 200_000, "".join(f"a{n}: {{b: 1}}\n" for n in range(2_400)) * 11],
    ids=["a line of a million texts", "200,000 elements", "fields within fields"],
)
def test_the_number_of_parts_is_limited(text: str) -> None:
    error = refusal(text)
    assert (error.rule, error.code) == ("unreadable", "too-many")
    assert error.values == {"limit": MAX_EVENTS}


def test_parts_inside_keys_count_towards_the_limit() -> None:
    assert refusal("? [" + "a," * 150_000 + "a]\n: 1\n").code == "too-many"
    assert refusal(("? [" + "a," * 60_000 + "a]\n: 1\n") * 3).code == "too-many"


def test_the_number_of_fields_in_one_place_is_limited() -> None:
    fields = [f"k{n}: 1\n" for n in range(MAX_KEYS + 1)]
    assert len(data("".join(fields[:-1]))) == MAX_KEYS
    error = refusal("".join(fields))
    assert (error.rule, error.code, error.line) == ("unreadable", "too-many-keys", MAX_KEYS + 1)
    assert error.values == {"limit": MAX_KEYS}


def test_keys_with_one_hash_stay_text() -> None:
    found = data("".join(f"{n * (2**61 - 1)}: 1\n" for n in range(MAX_KEYS)))
    assert (MAX_KEYS, {str}) == (len(found), {type(key) for key in found})
    assert refusal("".join(f"{n * (2**61 - 1)}: 1\n" for n in range(30_000))).code == "too-many-keys"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (4, 'a: !!python/object/apply:os.system ["touch ran"]\n'),
        (4, "a: !!python/name:os.system\n"),
        (4, "a: !!binary aGk=\n"),
        (4, "a: !!set {x}\n"),
        (4, "a: !!int '1'\n"),
        (4, "a: !!str x\n"),
        (4, "a: !Ref x\n"),
        (4, "a: ! x\n"),
        (4, "a: !<tag:yaml.org,2002:str> x\n"),
        (4, "a: !e!x y\n"),
        (1, "!!str a: 1\n"),
        (3, "? !!null x\n: 1\n"),
    ],
)
def test_every_tag_is_refused(column: int, text: str) -> None:
    assert ("yaml-syntax", "tag", 1, column) == place(refusal(text))


@pytest.mark.parametrize(
    ("line", "text"),
    [(2, "a: 1\n---\nb: 2\n"), (2, "a: 1\n---\n[\n"), (2, "---\n---\na: 1\n"), (4, "a: 1\nb: 2\n...\n---\nc: 3\n")],
    ids=["two", "second one bad", "first one empty", "ended before"],
)
def test_a_second_document_is_refused_where_it_begins(line: int, text: str) -> None:
    assert ("yaml-syntax", "documents", line, 1) == place(refusal(text))


@pytest.mark.parametrize("text", ["---\na: 1\n", "a: 1\n...\n", "%YAML 1.1\n---\na: 1\n"])
def test_one_document_may_be_marked_as_such(text: str) -> None:
    assert data(text) == {"a": "1"}


@pytest.mark.parametrize(
    ("duplicates", "text"),
    [
        ([(("a",), (3, 1), (1, 1))], "a: 1\nb: 4\na: 2\n"),
        ([(("items", 1, "task"), (4, 5), (3, 5))], "items:\n  - x: 1\n  - task: 1\n    task: 2\n"),
        ([(("a",), (2, 1), (1, 1))], 'a: 1\n"a": 2\n'),
        ([(("x", "a"), (1, 11), (1, 5))], "x: {a: 1, a: 2}\n"),
        ([(("a",), (2, 1), (1, 1)), (("a",), (3, 1), (1, 1))], "a: 1\na: 2\na: 22\n"),
        ([(("items",), (3, 1), (1, 1))], "items:\n  - a: 1\nitems:\n  - b: 2\n"),
        ([(("\u00f4",), (2, 1), (1, 1))], "o\u0302: 1\n\u00f4: 2\n"),
    ],
    ids=["top", "item", "quoted", "flow", "three times", "block", "one letter in two forms"],
)
def test_a_key_given_twice_is_told_with_both_places_and_the_first_value_kept(duplicates: list[Any], text: str) -> None:
    tree = parse(text.encode())
    assert duplicates == [(one.at, one.position, one.first) for one in tree.duplicates]
    assert "2" not in str(tree.data)


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("true", "true"), ("1", "1"), ("null", "null"), ("~", "~"), ("2017-01-01", "2017-01-01"), ("", '""'),
        ("[…]", "[a, b]"), ("{…}", "{a: b}"), ("<<", '"<<"'), ("=", "="),
    ],
)  # fmt: skip
def test_odd_keys_become_ordinary_text(key: str, written: str) -> None:
    assert {key: "v", "b": "w"} == data(f"? {written}\n: v\nb: w\n")


@pytest.mark.parametrize(
    "word",
    [
        "no", "yes", "on", "off", "y", "true", "3.10", "1:30", "12:30", "0144", "0o17", "0x1F", "0b1", "1_0", "1_000",
        "010", ".nan", ".inf", "-.inf", "1e400", "2017-13-45", "2017-02-29", "0000-01-01", "1498608000",
        "2017-06-28 10:00:00", "2017-06-28T10:00:00+07:00",
        "6/28/2017", "2017–06–28", "+1", "-1", "9" * 5_000, "1:" * 20_000 + "1", "=",
    ],
)  # fmt: skip
def test_scalars_stay_the_text_that_was_written(word: str) -> None:
    value = data(f"a: {word}\n")["a"]
    assert word == value
    assert str is type(value)


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing_unless_it_is_quoted(word: str) -> None:
    assert {"a": None, "b": word} == data(f'a: {word}\nb: "{word}"\n')


@pytest.mark.parametrize("written", ['"80"', "'80'", "|\n  80", ">-\n  80"])
def test_a_quoted_number_is_known_as_quoted(written: str) -> None:
    value = data(f"a: {written}\n")["a"]
    assert value.strip() == "80"
    assert Quoted is type(value)


@pytest.mark.parametrize("text", ["", "\ufeff", "# lời dặn\n", "   \n\n", "---\n", "---\n...\n", "null\n", "~\n"])
def test_a_file_without_content_is_read_as_nothing(text: str) -> None:
    assert data(text) is None


@pytest.mark.parametrize(
    ("line", "column", "content"),
    [
        (1, 1, "a: Sở\n".encode("utf-16")),
        (1, 1, b"\xfe\xff" + "a: 1\n".encode("utf-16-be")),
        (1, 1, "a: Sở\n".encode("utf-32")),
        (2, 5, b"a: 1\nb: n\xe3m \xf0\xe2\xccu\n"),
        (2, 5, "a: 1\nb: né\n".encode("latin-1")),
        (1, 4, b"a: \xb8\xb5\xb6\n"),
        (3, 1, b"a: 1\r\nb: 2\r\n\xff\r\n"),
        (1, 5, b"a: x\xc3"),
        (1, 4, b"a: \xc0\x80\n"),
        (1, 5, b'a: "\xed\xa0\x80"\n'),
    ],
    ids=["UTF-16", "UTF-16 BE", "UTF-32", "cp1258", "Latin-1", "TCVN3", "broken", "cut off", "overlong", "surrogate"],
)
def test_what_is_not_utf8_is_refused_at_its_first_wrong_byte(line: int, column: int, content: bytes) -> None:
    assert ("unreadable", "not-utf8", line, column) == place(refusal(content))


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"])
def test_wide_encodings_without_a_mark_are_refused(encoding: str) -> None:
    error = refusal("schema: ttdn/status/1\n".encode(encoding))
    assert error.line == 1
    assert error.code in ("not-utf8", "control")


@pytest.mark.parametrize("wrong", [b"\xff", b"\x1b"], ids=["byte", "control"])
def test_columns_count_characters_not_bytes(wrong: bytes) -> None:
    error = refusal("a: ở\nb: ởở".encode() + wrong)
    assert (error.line, error.column) == (2, 6)


def test_a_byte_order_mark_is_allowed() -> None:
    tree = parse("\ufeffa: 1\nb: Sở\n".encode())
    assert tree.data == {"a": "1", "b": "Sở"}
    assert [tree.locate((key,)) for key in ("a", "b")] == [(1, 1), (2, 1)]


@pytest.mark.parametrize("number", [*range(1, 9), 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0xFFFE, 0])
def test_control_characters_are_refused_by_number(number: int) -> None:
    error = refusal(f"a: 1\nb: x{chr(number)}y\n")
    assert (error.rule, error.code, error.line) == ("yaml-syntax", "control", 2)
    assert {"character": f"U+{number:04X}"} == error.values


@pytest.mark.parametrize("escape", [r"\uD800", r"\uDFFF", r"\uD83D\uDE00", r"\U00110000"])
def test_escaped_lone_surrogates_are_refused(escape: str) -> None:
    error = refusal(f'a: 1\nb: "{escape}"\n')
    assert place(error) == ("yaml-syntax", "quote", 2, 4)


def test_decomposed_letters_are_composed_in_keys_and_values() -> None:
    assert data("o\u031b\u0309: So\u031b\u0309\nb: [e\u0323\u0302]\n") == {"\u1edf": "S\u1edf", "b": ["\u1ec7"]}


SLIPS = {
    "tab before a field": ("tab", 2, "a:\n\tb: 1\n"),
    "only a tab at the end": ("tab", 2, "- b\n\t"),
    "tab in a list": ("tab", 3, "items:\n  - task: x\n\t  state: y\n"),
    "colon in a note": ("colon", 3, "items:\n  - task: T.1\n    result: Đã làm: xong\n"),
    "double quote open": ("quote", 2, 'a: 1\nb: "abc\nc: 1\n'),
    "single quote open": ("quote", 2, "a: 1\nb: 'abc\nc: 1\n"),
    "unknown escape": ("quote", 1, 'a: "C:\\quy"\n'),
    "bracket open": ("bracket", 1, "a: [x, y\nb: 1\n"),
    "bracket open at the end": ("bracket", 2, "a: 1\nb: [x,\n"),
    "only a bracket": ("bracket", 1, "["),
    "only a brace": ("bracket", 1, "{"),
    "brace open": ("bracket", 1, "a: {x: 1\nb: 1\n"),
    "Git conflict": ("conflict", 2, "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n"),
    "at sign first": ("character", 1, "a: @x\n"),
    "percent sign first": ("character", 1, "a: %x\n"),
    "backquote first": ("character", 1, "a: `x`\n"),
    "star first": ("character", 2, "a: 1\nresult: *Đã xong\n"),
    "field too far to the right": ("column", 2, "a: 1\n  b: 2\n"),
    "field too far to the left": ("column", 3, "items:\n  - task: x\n   state: y\n"),
    "no colon": ("no-colon", 2, "a: 1\nb\nc: 2\n"),
    "no space after a colon": ("glued", 2, "schema: ttdn/status/1\nagency:so-a\nperiod: 2017-Q2\n"),
    "no space after a dash": ("dash", 2, "items:\n  -task: x\n    state: y\n"),
    "no-break space before a field": ("no-break-space", 3, "items:\n  - task: T.1\n  \u00a0 state: x\n"),
    "list among fields": ("indent", 2, "a: 1\n- b\n"),
    "field among a list": ("indent", 2, "- a\nb: 1\n"),
    "lines of an old Mac": ("quote", 2, 'a: 1\rb: "x\r'),
    "bracket on an old Mac": ("bracket", 2, "a: 1\rb: [x\rc: 1\r"),
    "lines of Windows": ("colon", 2, "a: 1\r\nb: x: y\r\n"),
    "after a line separator": ("character", 2, 'a: "x\u2028y"\nb: @\n'),
    "after a next-line character": ("character", 2, 'a: "x\u0085y"\nb: @\n'),
}


@pytest.mark.parametrize(("code", "line", "text"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_with_its_cause_and_line(code: str, line: int, text: str) -> None:
    error = refusal(text)
    assert ("yaml-syntax", code, line) == (error.rule, error.code, error.line)


_HEAD = "schema: ttdn/status/1\nagency: so-a\nitems:\n"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("glued", 1, 7, "schema: ttdn/status/1"), "schema:ttdn/status/1\nagency: so-a\n"),
        (("glued", 3, 18, "nothing_to_report: true"), "a: 1\nb: 2\nnothing_to_report:true\n"),
        (("glued", 4, 9, "- task: T.1"), _HEAD + "  - task:T.1\n    state: done\n"),
        (("glued", 4, 9, '- task: "T.1"'), _HEAD + '  - task:"T.1"\n    state: done\n'),
        (("glued", 5, 10, "state: hoàn thành"), _HEAD + "  - task: T.1\n    state:hoàn thành\n    progress: 3\n"),
        (("glued", 5, 10, "state: done"), _HEAD + "  - task: T.1\n    state:done\n  - task: T.2\n    state: done\n"),
        (("glued", 5, 13, "evidence: [a, b]"), _HEAD + "  - task: T.1\n    evidence:[a, b]\n    state: done\n"),
        (
            ("glued", 6, 13, "- name: x"),
            _HEAD + "  - task: T.1\n    deliverables:\n      - name:x\n        quantity: 1\n",
        ),
        (("dash", 4, 3, "- task: T.1"), _HEAD + "  -task: T.1\n    state: done\n"),
        (("wide-colon", 4, 9, None), _HEAD + "  - task： T.1\n    state: done\n"),
        (("no-colon", 5, 5, None), _HEAD + "  - task: T.1\n    state done\n"),
        (("no-colon", 5, 1, None), _HEAD + "  - result: abc\ndef\n    state: done\n"),
        (("dash-value", 4, 13, None), _HEAD + "  - result: - abc\n    state: done\n"),
        (("after-quote", 4, 19, None), _HEAD + '  - result: "abc" def\n    state: done\n'),
    ],
)
def test_the_cause_of_an_unreadable_line_is_told_at_its_place_with_the_line_to_write(
    expected: tuple[str, int, int, str | None], text: str
) -> None:
    error = refusal(text)
    assert expected == (error.code, error.line, error.column, error.values.get("fixed"))


@pytest.mark.parametrize(
    ("line", "begins", "expected", "text"),
    [
        (2, 2, 1, "schema: ttdn/status/1\n agency: so-a\n"),
        (1, 2, 1, " schema: ttdn/status/1\nagency: so-a\n"),
        (5, 4, 5, _HEAD + "  - task: T.1\n   state: done\n"),
        (5, 7, 5, _HEAD + "  - task: T.1\n      state: done\n"),
        (6, 7, 5, _HEAD + "  - task: T.1\n    # note\n      state: done\n"),
        (6, 2, 1, _HEAD + "  - task: T.1\n    state: done\n plan_revision: 1\n"),
        (6, 2, 3, _HEAD + "  - task: T.1\n    state: done\n - task: T.2\n"),
        (6, 4, 3, _HEAD + "  - task: T.1\n    state: done\n   - task: T.2\n"),
        (5, 5, 3, _HEAD + "  task: T.1\n    state: done\n"),
    ],
)
def test_a_line_out_of_its_column_is_told_with_the_column_it_should_begin_in(
    line: int, begins: int, expected: int, text: str
) -> None:
    error = refusal(text)
    assert ("column", line, begins) == (error.code, error.line, error.column)
    assert (begins, expected, expected - 1) == tuple(error.values[name] for name in ("begins", "expected", "spaces"))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (8, "bb: xyz: w\n"),
        (4, 'b: "abc\n'),
        (4, "b: [x, y\nc: 1\n"),
        (4, "b: [ # c"),
        (5, "bb: @x\n"),
        (1, "\tb: 2\n"),
        (5, "b: {]\n"),
    ],
    ids=["colon", "quote", "bracket", "bracket at the end", "character", "tab", "the wrong bracket"],
)
def test_a_slip_is_named_with_its_column(column: int, text: str) -> None:
    text = f"a: 1\n{text}"
    assert (2, column) == (refusal(text).line, refusal(text).column)


def test_a_step_that_leads_nowhere_ends_the_way_to_a_place() -> None:
    tree = parse(b"a: 1\nb:\n  - c: 2\n")
    assert tree.locate(("x", "b")) == (1, 1)
    assert tree.locate(("b", 7, "c")) == (2, 1)


def test_marks_are_counted_where_the_file_is_long() -> None:
    crowded = "e" + "\u0301" * (MAX_MARKS + 1)
    assert parse(f"{crowded:x<4096}".encode()).data
    assert refusal(f"{crowded:x<4097}").code == "marks"


def test_a_line_separator_in_a_text_does_not_move_the_lines_below() -> None:
    assert parse('a: "x\u2028y"\nb: 1\n'.encode()).locate(("b",)) == (2, 1)


@pytest.mark.parametrize("text", ["a: “x”\n", "a: ‘x’\n", "a: 5% và 1/2\n", "a: https://x.vn/y?z=1#w\n", "a: -x\n"])
def test_ordinary_text_needs_no_quotes(text: str) -> None:
    assert text.strip()[3:] == data(text)["a"]


def test_positions_are_those_of_keys_and_elements() -> None:
    tree = parse(b"# x\na: 1\nitems:\n  - b: [x,\n      y]\n")
    positions = [tree.locate(at) for at in [(), ("a",), ("items", 0), ("items", 0, "b"), ("items", 0, "b", 1), ("no",)]]
    assert positions == [(2, 1), (2, 1), (4, 5), (4, 5), (5, 7), (2, 1)]


def test_standard_input_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * MAX_BYTES)))
    assert len(read_stdin()) == MAX_BYTES
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * (MAX_BYTES + 1))))
    with pytest.raises(FileRejected, match="too-large"):
        read_stdin()


def test_a_closed_standard_input_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert read_stdin() == b""
