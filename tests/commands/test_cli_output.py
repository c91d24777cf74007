"""Results are written whole or not at all, on any stream and in any encoding, and nothing of the data is obeyed."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, Run
from tests.support.inprocess import every_command
from tests.support.sample import GOOD, HEAD, PLAN, SCRIPT, lay_out, program
from tests.support.unseen import COMMAND, SAMPLE, unseen
from ttdn_cli.text.escaping import clean

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, FIFOs and shells of POSIX")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="no mode keeps the superuser from writing"
)
full_disk = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has /dev/full")
ON = ("--as-of", "2017-07-01", "--lang", "en")
CHECK = ("check", "reports", *PLAN, *ON)


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))


def test_a_result_in_a_file_is_the_one_of_standard_output(run: Run) -> None:
    for form in ("text", "json"):
        shown = run(*CHECK, "--format", form)
        written = run(*CHECK, "--format", form, "--output", "result")
        assert (written.code, written.out) == (shown.code, "")
        assert Path("result").read_bytes() == shown.out.encode()
    assert run(*CHECK, "--output", "-").out.startswith("plan.yaml:")


@posix
def test_a_file_that_is_there_keeps_its_mode_and_a_new_one_follows_the_mask(run: Run) -> None:
    Path("old").write_text("x" * 100_000, "utf-8")
    Path("old").chmod(0o640)
    mask = os.umask(0o027)
    try:
        run(*CHECK, "-o", "old")
        run(*CHECK, "-o", "new")
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(Path(name).stat().st_mode) for name in ("old", "new")] == [0o640, 0o640]
    assert Path("old").read_bytes() == Path("new").read_bytes()


@posix
def test_a_link_that_is_written_to_stays_a_link(run: Run) -> None:
    Path("real").write_text("x", "utf-8")
    Path("link").symlink_to("real")
    run(*CHECK, "-o", "link")
    assert Path("link").is_symlink()
    assert Path("real").read_bytes().startswith(b"plan.yaml:")


@pytest.mark.parametrize("failing", ["fsync", "replace", "chmod"])
def test_when_writing_fails_the_older_result_stays_whole_and_nothing_else_is_left(
    failing: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    Path("result").write_text("older", "utf-8")
    before = sorted(os.listdir())
    monkeypatch.setattr(os, failing, fail)
    result = run(*CHECK, "-o", "result")
    assert (result.code, result.out) == (3, "")
    assert "result could not be written" in result.err
    assert (Path("result").read_text("utf-8"), sorted(os.listdir())) == ("older", before)


INPUTS = [
    "reports/so-a.yaml",
    "plan.yaml",
    "agencies.yaml",
    "waivers.yaml",
    "./reports/../reports/so-a.yaml",
    "ttdn.toml",
]


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_is_never_overwritten(name: str, run: Run) -> None:
    Path("waivers.yaml").write_text("schema: ttdn/waivers/1\nwaivers: []\n", "utf-8")
    Path("ttdn.toml").write_text('waivers = "waivers.yaml"\n', "utf-8")
    before = Path(name).read_bytes()
    result = run(*CHECK, "--output", name)
    assert (result.code, Path(name).read_bytes()) == (3, before)
    assert "not overwritten" in result.err


@posix
def test_an_input_is_not_overwritten_through_a_link(run: Run) -> None:
    Path("link").symlink_to("reports/so-a.yaml")
    assert run(*CHECK, "--output", "link").code == 3
    assert Path("reports/so-a.yaml").read_text("utf-8") == GOOD


@posix
def test_what_is_no_ordinary_file_is_not_replaced_by_one(run: Run) -> None:
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run(*CHECK, "--output", "pipe").code in (1, 3)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


@pytest.mark.parametrize("name", ["reports", ".", "nowhere/result", "plan.yaml/result", "x" * 300, ""])
def test_a_result_that_cannot_be_written_ends_with_3(name: str, run: Run) -> None:
    result = run(*CHECK, "--output", name)
    assert (result.code, result.out) == (3, "")
    assert "Internal error" not in result.err


@not_root
def test_a_folder_without_the_right_to_write_ends_with_3(run: Run) -> None:
    Path("closed").mkdir(mode=0o500)
    assert run(*CHECK, "--output", "closed/result").code == 3


STREAMS = {
    "text": CHECK, "JSON": (*CHECK, "--format", "json"), "list": ("overdue", "--reports", "reports", *PLAN, *ON),
    "help": ("--help",), "help of a command": ("plan", "new", "--help"), "version of the group": ("--lang", "en", "-V"),
    "version": ("--version",), "rules": ("rules",), "plan": ("plan", "show", *PLAN),
    "explain": ("explain", "overdue"), "schema": ("schema", "status"),
}  # fmt: skip


@full_disk
@pytest.mark.parametrize("arguments", STREAMS.values(), ids=STREAMS)
def test_a_full_disk_ends_with_3_even_when_all_is_well(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([SCRIPT, *arguments], stdout=full, stderr=-1, check=False, timeout=30)
    assert done.returncode == 3
    assert not re.search(rb"Traceback|Exception ignored|Internal error", done.stderr)


@posix
@pytest.mark.parametrize("arguments", STREAMS.values(), ids=STREAMS)
def test_a_reader_that_is_gone_is_a_quiet_end(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run([SCRIPT, *arguments], stdout=writer, stderr=-1, check=False, timeout=30)
    finally:
        os.close(writer)
    assert done.returncode in (0, 1)
    assert not re.search(rb"Traceback|Exception ignored|Internal error|could not be written", done.stderr)


@posix
@pytest.mark.parametrize("redirection", [">&-", ">&- 2>&-", "2>&- >/dev/null", "<&-"])
def test_closed_streams_leave_no_traceback_and_nothing_green_that_was_not_written(redirection: str) -> None:
    shell = ["/bin/sh", "-c", f'"$0" "$@" {redirection}', SCRIPT, *CHECK]
    done = subprocess.run(shell, capture_output=True, check=False, timeout=30)
    assert done.returncode == (3 if redirection.startswith(">") else 1)
    assert b"Traceback" not in done.stderr


ENCODINGS: dict[str, tuple[str, dict[str, str]]] = {
    "C": ("ascii", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "ascii": ("ascii", {"PYTHONIOENCODING": "ascii"}),
    "cp1258": ("cp1258", {"PYTHONIOENCODING": "cp1258"}),
    "Latin-1": ("latin-1", {"PYTHONIOENCODING": "latin-1"}),
    "strict": ("ascii", {"PYTHONIOENCODING": "ascii:strict"}),
}


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("encoding", "env"), ENCODINGS.values(), ids=ENCODINGS)
def test_an_encoding_that_lacks_letters_loses_no_finding(encoding: str, env: dict[str, str]) -> None:
    plain, poor = program(*CHECK, env={"PYTHONIOENCODING": "utf-8"}), program(*CHECK, env=env)
    assert poor.returncode == plain.returncode == 1
    shown, full = poor.stdout.decode(encoding).splitlines(), plain.stdout.decode().splitlines()
    assert [line.split(": ")[0] for line in shown] == [line.split(": ")[0] for line in full]
    assert any("S\\u1edf" in line for line in shown)
    assert b"Traceback" not in poor.stderr
    document = program(*CHECK, "--format", "json", env=env)
    assert document.stdout == program(*CHECK, "--format", "json").stdout
    program(*CHECK, "--output", "result", env=env)
    assert "Sở" in Path("result").read_text("utf-8")


SAID: dict[str, tuple[int, tuple[str, ...]]] = {
    **{" ".join((*one.words, "--help")): (0, (*one.words, "--help")) for one in every_command()},
    "--help": (0, ("--help",)), "plan --help": (0, ("plan", "--help")), "nothing": (2, ()), "plan": (2, ("plan",)),
    "--version": (0, ("--lang", "vi", "--version")), "rules": (0, ("rules",)), "rule": (0, ("explain", "overdue")),
    "task": (0, ("explain", "T.1", *PLAN)), "no command": (2, ("đối",)), "no option": (2, ("check", "--đ")),
    "no value": (2, ("check", "--plan")), "completion": (0, ("--show-completion", "bash")),
}  # fmt: skip


@pytest.mark.sampled(9)
@pytest.mark.parametrize(("code", "arguments"), SAID.values(), ids=SAID)
def test_help_and_errors_fit_every_encoding(code: int, arguments: tuple[str, ...]) -> None:
    """What an encoding lacks is escaped, and no word is lost."""
    told, *poor = (
        program(*arguments, env={"PYTHONIOENCODING": f"{encoding}:strict", "TTDN_LANG": "vi"})
        for encoding in ("utf-8", "cp1258", "latin-1", "ascii")
    )
    assert told.returncode == code
    whole = (told.stdout + told.stderr).decode()
    for encoding, done in zip(("cp1258", "latin-1", "ascii"), poor, strict=True):
        escaped = whole.encode(encoding, "backslashreplace")
        assert (done.returncode, done.stdout + done.stderr) == (code, escaped)


def test_colour_is_for_terminals_only_unless_it_is_forced() -> None:
    def coloured(**env: str) -> bool:
        return b"\x1b[" in program(*CHECK, env=env).stdout

    assert not coloured()
    assert not coloured(TERM="xterm-256color", COLORTERM="truecolor")
    assert coloured(FORCE_COLOR="1")
    assert not coloured(FORCE_COLOR="1", NO_COLOR="1")
    assert not coloured(NO_COLOR="1")


@posix
@pytest.mark.parametrize(("colours", "env"), [(True, {}), (False, {"NO_COLOR": "1"}), (False, {"TERM": "dumb"})])
def test_a_terminal_gets_colour_and_groups(colours: bool, env: dict[str, str]) -> None:  # noqa: FBT001 - a parameter
    import pty

    mine, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **env}
    with subprocess.Popen([SCRIPT, *CHECK], stdout=theirs, stderr=-3, env=environment) as child:
        os.close(theirs)
        parts = []
        try:
            while part := os.read(mine, 65_536):
                parts.append(part)
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(mine)
        assert child.wait(timeout=30) == 1
    shown = b"".join(parts)
    assert (b"\x1b[" in shown) == colours
    assert "Sở An Bình".encode() in shown


@pytest.mark.parametrize("columns", ["1", "0", "-5", "abc", "100000"])
def test_file_and_line_are_never_cut(columns: str) -> None:
    name = "reports/" + "a" * 150 + ".yaml"
    Path(name).write_text(GOOD.replace("06-19", "06-20"), "utf-8")
    done = program(*CHECK, env={"COLUMNS": columns, "FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert done.returncode == 1
    assert f"{name}:6:5" in done.stdout.decode()


HOSTILE = {
    "escape": ("\\e[31m", "\x1b[31m", "\\x1b[31m"),
    "C1": ("\\x9b31m", "\x9b31m", "\\x9b31m"),
    "link": ("\\e]8;;http://x.vn\\e\\\\", "\x1b]8;;http://x.vn\x1b\\", "\\x1b]8;;http://x.vn\\x1b\\"),
    "clipboard": ("\\e]52;c;eA==\\a", "\x1b]52;c;eA==\x07", "\\x1b]52;c;eA==\\x07"),
    "backspace": ("x\\b\\b", "x\b\b", "x\\x08\\x08"),
    "return": ("x\\ry", "x\ry", "x\\ry"),
    "newline": ("x\\n::error::y", "x\n::error::y", "x\\n::error::y"),
    "nothing": ("x\\0y", "x\0y", "x\\x00y"),
    "override": ("\\u202Ecod\\u202C", "\u202ecod\u202c", "U+202EcodU+202C"),
    "zero width": ("a\\u200Bb", "a\u200bb", "aU+200Bb"),
    "line separator": ("a\\u2028b", "a\u2028b", "aU+2028b"),
    "tags": ("x\\U000E0041\\U000E007F", "x\U000e0041\U000e007f", "xU+E0041U+E007F"),
    "fillers": ("x\\u034F\\uFE0F\\u2800", "x\u034f\ufe0f\u2800", "xU+034FU+FE0FU+2800"),
    "formats of music": ("x\\U0001D173\\U0001BCA0", "x\U0001d173\U0001bca0", "xU+1D173U+1BCA0"),
    "start of a command": ("::add-mask::x", "::add-mask::x", "::add-mask::x"),
    "command between spaces": ("x ::add-mask::x", "x ::add-mask::x", "x ::add-mask::x"),
    "markup": ("[red]x[/red][/x]", "[red]x[/red][/x]", "[red]x[/red][/x]"),
    "link markup": ("[link=http://x.vn]y[/link]", "[link=http://x.vn]y[/link]", "[link=http://x.vn]y[/link]"),
    "order to a build": ("a ##[add-mask]b ##vso[x]", "a ##[add-mask]b ##vso[x]", "a \\x23#[add-mask]b \\x23#vso[x]"),
    "emoji code": (":bomb:", ":bomb:", ":bomb:"),
    "fields": ("{name} {0} {near.__class__} %s", "{name} {0} {near.__class__} %s", "{name} {0} {near.__class__} %s"),
}
PLACES = {
    "agency": ('agency: "{}"', "agency: so-a"),
    "period": ('period: "{}"', "period: 2017-Q2"),
    "state": ('state: "{}"', "state: in_progress"),
    "task": ('task: "{}"', "task: T.1"),
    "coordinator": ('coordinated_with: ["{}"]', "coordinated_with: [so-b]"),
    "key": ('"{}": x\nperiod: 2017-Q2', "period: 2017-Q2"),
}


def raw(result: Result) -> list[str]:
    """Return the characters that a terminal would obey, and lines that a build service would."""
    said = result.out + result.err
    obeyed = [line for line in said.splitlines() if re.search(r"^\s*::|##(vso|teamcity)?\[", line)]
    return unseen(said) + obeyed


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("written", "value", "shown"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(("new", "old"), PLACES.values(), ids=PLACES)
def test_nothing_in_a_field_is_obeyed(  # noqa: PLR0913 - the parts of the case
    new: str, old: str, written: str, value: str, shown: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("reports/so-a.yaml").write_text(GOOD.replace(old, new.replace("{}", written)), "utf-8")
    text, document = run(*CHECK), run(*CHECK, "--format", "json")
    assert (raw(text), raw(document)) == ([], [])
    assert shown in text.out
    assert any(value in one["message"] for one in json.loads(document.out)["findings"])
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = run(*CHECK)
    assert raw(terminal) == []
    assert shown.replace(" ", "") in re.sub(r"\s", "", terminal.out)


@pytest.mark.parametrize(("written", "value", "shown"), HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_the_lists_is_obeyed(
    written: str, value: str, shown: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("reports/so-a.yaml").write_text(f'{GOOD}    obstacles: "vì {written} x"\n', "utf-8")
    options = ("--reports", "reports", *PLAN, *ON)
    document = run("overdue", *options, "--format", "json")
    assert raw(document) == []
    assert f"vì {value} x" in [one["obstacles"] for one in document.json["overdue"]]
    for width in ("", "1"):
        monkeypatch.setenv("FORCE_COLOR", width)
        monkeypatch.setenv("NO_COLOR", width)
        assert [raw(run(command, *options)) for command in ("overdue", "missing", "summary")] == [[], [], []]
    assert shown or not value


@posix
@pytest.mark.parametrize("name", ["::add-mask::x.yaml", " ::error::y.yaml", "##[add-mask]z.yaml", f"a{SAMPLE}.yaml"])
@pytest.mark.parametrize("content", [GOOD, GOOD.replace("in_progress", "x"), "- : ["])
def test_no_name_of_a_file_is_a_command(name: str, content: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(name).write_text(content, "utf-8")
    shown = clean(name)
    for options in ((), ("--verbose", "--partial"), ("--format", "json")):
        assert raw(run("check", name, *PLAN, *ON, *options)) == []
    assert any(
        line.startswith(f"{shown}:") for line in run("check", name, *PLAN, *ON, "--fail-on", "never").out.splitlines()
    )
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert raw(run("check", name, *PLAN, *ON)) == []
    assert raw(run("check", ".", name, *PLAN, *ON, "-o", f"{name}/x")) == []


def test_no_line_that_is_wrapped_begins_with_a_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a terminal's width breaks a text, also within a long word."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    for width in range(60, 75):
        monkeypatch.setenv("COLUMNS", str(width))
        text = "vì " * 5 + "::error::" * 20
        Path("reports/so-a.yaml").write_text(f'{GOOD.replace("so-a", text, 1)}    obstacles: "{text}"\n', "utf-8")
        Path("plan2.yaml").write_text(
            Path("plan.yaml").read_text("utf-8").replace("title: ", f"title: {text}"), "utf-8"
        )
        assert raw(run(*CHECK)) == []
        assert raw(run("overdue", "--reports", "reports", "--plan", "plan2.yaml", *ON)) == []
        assert raw(run("explain", "T.1", "--plan", "plan2.yaml")) == []
    assert "::error::" in run("explain", "T.1", "--plan", "plan2.yaml").out


def test_the_commands_of_the_format_for_github_are_the_only_ones(run: Run) -> None:
    Path("::add-mask::x.yaml").write_text(GOOD.replace("in_progress", "::add-mask::x"), "utf-8")
    result = run("check", "::add-mask::x.yaml", *PLAN, *ON, "--format", "github")
    assert result.out.count("\n") == len(COMMAND.findall(result.out))
    assert {line.split(" ")[0] for line in result.out.splitlines()} <= {"::error", "::warning", "::notice"}
    assert COMMAND.findall(result.err) == []


CALLS: dict[str, Callable[[str], list[str]]] = {
    "path": lambda text: ["check", text, *PLAN],
    "plan": lambda text: ["check", "reports", "--plan", text],
    "command": lambda text: [text],
    "option": lambda text: ["check", f"--{text}"],
    "rule": lambda text: ["check", "reports", "--select", text],
    "day": lambda text: ["check", "reports", "--as-of", text],
    "quarter": lambda text: ["check", "reports", *PLAN, "--quarter", text],
    "number": lambda text: ["check", "reports", "--soon", text],
    "format": lambda text: ["check", "reports", "--format", text],
    "output": lambda text: ["check", "reports", *PLAN, "--output", f"nowhere/{text}"],
    "subject": lambda text: ["explain", text],
    "schema": lambda text: ["schema", text],
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nothing_on_the_command_line_is_obeyed(call: Callable[[str], list[str]], run: Run) -> None:
    for value in (one for _, one, _ in HOSTILE.values() if "\0" not in one):  # which no system passes on
        result = run(*call(value))
        assert result.code in (2, 3)
        assert "Internal error" not in result.err
        assert raw(result) == []


@pytest.mark.parametrize(("written", "value", "shown"), HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_the_plan_the_waivers_and_the_settings_is_obeyed(
    written: str, value: str, shown: str, run: Run
) -> None:
    plan = Path("plan.yaml").read_text("utf-8")
    Path("hostile.yaml").write_text(plan.replace("id: mau-2017", f'id: "{written}"', 1), "utf-8")
    Path("waivers.yaml").write_text(f'schema: ttdn/waivers/1\nwaivers: [{{rule: "{written}"}}]\n', "utf-8")
    waived = f'{{rule: overdue, reason: "{written}", authority: x, until: 2018-01-01}}'
    Path("good.yaml").write_text(f"schema: ttdn/waivers/1\nwaivers: [{waived}]\n", "utf-8")
    calls = [
        run("plan", "check", "hostile.yaml", "--lang", "en"),
        run("check", "reports", "--plan", "hostile.yaml", *ON),
        _with_settings(run, 'waivers = "waivers.yaml"'),
        _with_settings(run, 'waivers = "good.yaml"'),
        _with_settings(run, f'"{json.dumps(value)[1:-1]}" = 1'),
    ]
    assert [raw(result) for result in calls] == [[]] * len(calls)
    assert shown in calls[3].out


def _with_settings(run: Run, line: str) -> Result:
    Path("ttdn.toml").write_text(f"{line}\n", "utf-8")
    try:
        return run(*CHECK)
    finally:
        Path("ttdn.toml").unlink()


def test_a_long_value_is_shortened_with_a_mark(run: Run) -> None:
    Path("reports/so-a.yaml").write_text(GOOD.replace("in_progress", "x" * 50_000), "utf-8")
    result = run(*CHECK, "--select", "invalid-field")
    assert "x…" in result.out
    assert len(result.out) < 1_000


def test_nothing_to_check_is_never_green(run: Run) -> None:
    Path("empty").mkdir()
    lay_out(Path(), files={"other/a.txt": "x", "litter/.a.yaml": GOOD})
    for path in ("empty", "other", "litter", "nowhere", "*.yaml", HEAD[:20]):
        result = run("check", path, *PLAN, *ON)
        assert (result.code, result.out) == (3, "")
        assert "No report found" in result.err
    assert run("check", *PLAN).code == 3
    assert run("check", "reports/so-a.yaml", "nowhere.yaml", *PLAN, "--select", "unreadable").code == 1
