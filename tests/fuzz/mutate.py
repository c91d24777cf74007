"""Spoils the bytes of a file: a byte, a token, a line or the YAML of it at a time. The same number, the same damage."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

HOSTILE = (
    *(
        "\x1b[31mred\x1b[0m",
        "\x9b2J",
        "\x07",
        "\u202etxt.exe",
        "\u200b",
        "\u00ad",
        "\u180e",
        "\ufff9",
        "\ufffe",
        "\ufeff",
        "\x85",
        "\u2028",
        "\x00",
        "\t",
        "\r",
    ),
    *("[red]x[/red]", "[/x]", ":bomb:", "::error::x", "%0A::add-mask::x", "##[error]", "]]>", "<script>x</script>"),
    *(
        "=1+1",
        "+1",
        "-1",
        "@x",
        "{0}",
        "{task}",
        "%s",
        "\\",
        '"',
        "'",
        "|",
        "`",
        "ế" * 3,
        "e\u0302\u0301",
        "𝔡",
        "đ",
        "Đ",
    ),
    *("x" * 5_000, "a" * 81, "../../x", "file:///x", "javascript:x", "\ue085", "ﬁ", "２０１７", "І", "\u0301" * 50),
    *("\U000e0041", "\u3164", "\ufe0f", "\U0001d173", "\u2800", "::add-mask::x", "\U0010ffff"),
)
WORDS = (
    *("no", "yes", "true", "false", "null", "~", "''", '"80"', "010", "0x1F", "12:30", "1_000", "-0", "1e400", ".nan"),
    *("0", "1", "2", "100", "101", "999999999", "9999999999", "9" * 400, "1.5", "-1", "2017", "0000", "9999", "10000"),
    *("2017-Q1", "2017-Q2", "2017-Q4", "2018-Q1", "Q2/2017", "Quý II/2017", "2017-H1", "2017-06", "0000-Q1", "9999-Q4"),
    *("2017-06-30", "2017-02-29", "2017-13-45", "0001-01-01", "9999-12-31", "30/6/2017", "31/4/2017", "6/30/2017"),
    *("2017-01-01/2017-12-31", "2017-12-31/2017-01-01", "2017-05-01/..", "9999-12-31/..", "ongoing", "unspecified"),
    *(
        "T.1",
        "T.2",
        "T.9",
        "so-a",
        "so-b",
        "so-c",
        "Sở An Bình",
        "SO AN BINH",
        "SAB",
        "bao-chi",
        "cac-huyen",
        "lien-quan",
    ),
    *(
        "done",
        "in_progress",
        "not_started",
        "cancelled",
        "hoàn thành",
        "Hoan Thanh",
        "hủy",
        "ttdn/status/1",
        "ttdn/plan/1",
    ),
    *("month", "quarter", "half", "year", "any", "all", "next-working-day", "lead", "focal"),
)
PIECES = (
    *(
        "[" * 40,
        "{" * 40,
        "[" * 300 + "]" * 300,
        "{a: " * 50,
        "- " * 60,
        "? ",
        "? [a]\n: b\n",
        "? {a: b}\n: c\n",
        "---\n",
    ),
    *(
        "...\n",
        "%YAML 1.2\n---\n",
        "&a ",
        "*a",
        "&a [*a]",
        "<<: *a\n",
        "<<: {task: T.1}\n",
        "!!python/object:x ",
        "!x ",
        "!!set ",
    ),
    *(
        "!!binary ",
        "|\n",
        ">-\n",
        "|2-\n",
        "# ",
        "\n#\n",
        ": ",
        ",",
        "\n\n",
        "\r\n",
        "\r",
        "{}",
        "[]",
        "[[]]",
        "[{}]",
        "[null]",
    ),
    *(
        "nothing_to_report: true\n",
        "open_ended: true",
        "milestones: [{by: 2017-06-30}]",
        "withdrawn: true",
        "open: true",
    ),
    *("amendments: [{document: {}, effective: 2017-05-01, changes: {T.1: {withdrawn: true}}}]\n", "requires: all"),
    *(
        "{from: 2017-05-01, open_ended: true}",
        "{every: month}",
        "{by: 9999-12-31}",
        "{from: 0001-01-01, to: 9999-12-31}",
    ),
)
_TOKEN = re.compile(rb"[^\s:,\[\]{}#]+")
_LINES = re.compile(rb"(?<=\n)")
Mutation = Callable[[Random, bytes, bytes], bytes]


def _spot(random: Random, data: bytes) -> int:
    return random.randint(0, len(data))


def _span(random: Random, data: bytes) -> tuple[int, int]:
    start = _spot(random, data)
    return start, min(start + random.choice((1, 2, 5, 20, 100)), len(data))


def flip(random: Random, data: bytes, _other: bytes) -> bytes:
    """Change one bit."""
    at = _spot(random, data[:-1])
    return data[:at] + bytes([one ^ (1 << random.randrange(8)) for one in data[at : at + 1]]) + data[at + 1 :]


def insert_byte(random: Random, data: bytes, _other: bytes) -> bytes:
    """Put any byte anywhere."""
    at = _spot(random, data)
    return data[:at] + bytes([random.randrange(256)]) + data[at:]


def cut(random: Random, data: bytes, _other: bytes) -> bytes:
    """Leave some bytes out."""
    start, end = _span(random, data)
    return data[:start] + data[end:]


def repeat(random: Random, data: bytes, _other: bytes) -> bytes:
    """Write some bytes several times."""
    start, end = _span(random, data)
    return data[:start] + data[start:end] * random.choice((2, 3, 50)) + data[end:]


def break_off(random: Random, data: bytes, _other: bytes) -> bytes:
    """End the file early."""
    return data[: _spot(random, data)]


def encode(random: Random, data: bytes, _other: bytes) -> bytes:
    """Save the file in another encoding, or with other ends of lines."""
    text = data.decode("utf-8", "replace")
    way = random.choice(("utf-8-sig", "utf-16", "utf-32", "cp1258", "latin-1", "\r\n", "\r"))
    return text.replace("\n", way).encode() if way in ("\r\n", "\r") else text.encode(way, "replace")


def _lines(data: bytes) -> list[bytes]:
    return _LINES.split(data)


def drop_line(random: Random, data: bytes, _other: bytes) -> bytes:
    """Leave a line out."""
    lines = _lines(data)
    del lines[random.randrange(len(lines))]
    return b"".join(lines)


def double_line(random: Random, data: bytes, _other: bytes) -> bytes:
    """Write a line twice: a duplicate key, most of the time."""
    lines = _lines(data)
    lines.insert(random.randint(0, len(lines)), random.choice(lines))
    return b"".join(lines)


def swap_lines(random: Random, data: bytes, _other: bytes) -> bytes:
    """Exchange two lines."""
    lines = _lines(data)
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def indent(random: Random, data: bytes, _other: bytes) -> bytes:
    """Move a line to the right or to the left."""
    lines = _lines(data)
    at = random.randrange(len(lines))
    lines[at] = (
        random.choice((b" ", b"  ", b"    ", b"\t")) + lines[at] if random.random() < 0.5 else lines[at].lstrip()
    )
    return b"".join(lines)


def borrow(random: Random, data: bytes, other: bytes) -> bytes:
    """Put lines of another file in."""
    lines, others = _lines(data), _lines(other)
    at, start = random.randint(0, len(lines)), random.randrange(len(others))
    return b"".join([*lines[:at], *others[start : start + random.randint(1, 6)], *lines[at:]])


def _replaced(random: Random, data: bytes, new: Callable[[bytes], bytes]) -> bytes:
    tokens = list(_TOKEN.finditer(data))
    if not tokens:
        return data
    token = random.choice(tokens)
    return data[: token.start()] + new(token[0]) + data[token.end() :]


def replace_token(random: Random, data: bytes, _other: bytes) -> bytes:
    """Put another word that such a file may hold in a word's place."""
    return _replaced(random, data, lambda _old: random.choice(WORDS).encode())


def exchange_token(random: Random, data: bytes, other: bytes) -> bytes:
    """Put a word of another file in a word's place."""
    words = _TOKEN.findall(other) or [b"x"]
    return _replaced(random, data, lambda _old: random.choice(words))


def hostile_token(random: Random, data: bytes, _other: bytes) -> bytes:
    """Put what some output might obey in a word's place, in double quotes or bare."""
    text = random.choice(HOSTILE)
    escaped = "".join(f"\\u{ord(one):04x}" if ord(one) < 0x10000 and not one.isalnum() else one for one in text)
    return _replaced(random, data, lambda _old: (f'"{escaped}"' if random.random() < 0.7 else text).encode())


def decorate(random: Random, data: bytes, _other: bytes) -> bytes:
    """Give a value an anchor, an alias, a tag or quotes."""
    ways = (b"&a %s", b"*a", b"!!str %s", b"!!int '%s'", b"!%s", b'"%s"', b"'%s'", b"[%s]", b"{%s: 1}", b"[%s, %s]")
    way = random.choice(ways)
    return _replaced(random, data, lambda old: way.replace(b"%s", old))


def insert_piece(random: Random, data: bytes, _other: bytes) -> bytes:
    """Put a piece of YAML anywhere, often where a value stands."""
    piece = random.choice(PIECES).encode()
    if random.random() < 0.5:
        return _replaced(random, data, lambda _old: piece)
    lines = _lines(data)
    at = random.randint(0, len(lines))
    return b"".join([*lines[:at], piece, *lines[at:]])


def nest(random: Random, data: bytes, _other: bytes) -> bytes:
    """Put a value into many lists or mappings."""
    depth = random.choice((2, 10, 31, 32, 33, 500))
    if random.random() < 0.5:
        return _replaced(random, data, lambda old: b"[" * depth + old + b"]" * depth)
    return _replaced(random, data, lambda old: b"{a: " * depth + old + b"}" * depth)


MUTATIONS: tuple[Mutation, ...] = (
    *(flip, insert_byte, cut, repeat, break_off, encode, drop_line, double_line, swap_lines, indent, borrow),
    *(replace_token, replace_token, replace_token, exchange_token, exchange_token, hostile_token, hostile_token),
    *(decorate, insert_piece, nest),
)


def mutate(random: Random, data: bytes, other: bytes) -> bytes:
    """Return the bytes of a file after one to four mutations; `other` is a file to borrow from."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        data = random.choice(MUTATIONS)(random, data, other)
    return data
