"""How a run ends: every exit code through the installed script, signals at any time, poor surroundings."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.sample import GOOD, HEAD, PLAN, SCRIPT, lay_out, plan_and_directory, program
from ttdn_cli.files.paths import Source, collect
from ttdn_cli.intake.parallel import receive_all
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.submission import Submission
from ttdn_cli.judging.cutoff import without_superseded

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits of POSIX")
ON = ("--as-of", "2017-07-01", "--lang", "en")
CHECK = ("check", "reports", *PLAN, *ON)
CHECK_MANY = ("check", "many", *PLAN, *ON)
FEW = 40
MANY = 8_000


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = f"{HEAD}nothing_to_report: true\n".replace("so-a", "so-c")
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD, "so-c.yaml": quiet}))


CODES = {
    0: ("check", "so-c.yaml", *PLAN, *ON),
    1: CHECK,
    2: ("check", "reports", "--fail-on", "sometimes"),
    3: ("check", "nowhere", *PLAN),
}


@pytest.mark.parametrize(("code", "arguments"), CODES.items())
def test_each_exit_code_is_that_of_the_installed_script(code: int, arguments: tuple[str, ...]) -> None:
    done = program(*arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert (b"ttdn: " in done.stderr) == (code in (2, 3))


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """A run in the background inherits that interrupts are ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def many_reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a plan and more reports than can be read in a second, and what a whole run says of them."""
    folder = lay_out(tmp_path_factory.mktemp("ends"), files={f"many/{one}.yaml": GOOD for one in range(MANY)})
    return folder, program(*CHECK_MANY, folder=folder).stdout.decode()


@pytest.mark.slow
@posix
@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize("group", [False, True], ids=["alone", "with its workers"])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("code", "number"), [(130, signal.SIGINT), (143, signal.SIGTERM)])
def test_a_signal_while_files_are_read_ends_all_processes_at_once(
    code: int, number: signal.Signals, jobs: str, many_reports: tuple[Path, str], *, group: bool
) -> None:
    folder, whole = many_reports
    result = folder / "result"
    command = [SCRIPT, *CHECK_MANY, "--jobs", jobs, "-o", "result"]
    ended = []
    for tenths in range(2, 14, 3):
        result.write_text("older", "utf-8")
        with subprocess.Popen(command, cwd=folder, stdout=-1, stderr=-1, start_new_session=True) as child:
            time.sleep(tenths / 10)
            begun = time.monotonic()
            (os.killpg if group else os.kill)(child.pid, number)
            out, err = child.communicate(timeout=20)  # to the end, which every worker holds open
            assert time.monotonic() - begun < 2
        if b"KeyboardInterrupt" in err and b"ttdn_cli" not in err:
            continue  # the interpreter itself was still starting
        assert b"Traceback" not in err
        # The result may be in its place already when the signal comes: then it is whole.
        assert result.read_text("utf-8") in ("older", whole)
        assert [one for one in os.listdir(folder) if one.startswith(".ttdn-")] == []
        if child.returncode == 1:  # it was done before
            continue
        assert (child.returncode, out) in ((code, b""), (-number, b""))  # the latter before anything is imported
        ended.append(child.returncode)
    assert code in ended


@pytest.mark.slow
@posix
def test_no_worker_is_left_when_the_first_process_is_killed(many_reports: tuple[Path, str]) -> None:
    folder, _ = many_reports
    for tenths in (4, 8, 12):
        with subprocess.Popen([SCRIPT, *CHECK_MANY, "--jobs", "2"], cwd=folder, stdout=-1, stderr=-1) as child:
            time.sleep(tenths / 10)
            child.kill()
            _, err = child.communicate(timeout=5)  # which every worker holds open
        assert b"Traceback" not in err


@posix
def test_what_a_worker_that_is_killed_would_have_read_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(Path(), files={f"many/{one}.yaml": GOOD for one in range(FEW)})
    assert [bool(one.report) for one in _read_while_one_kills(monkeypatch, once=True)] == [True] * FEW


@pytest.mark.slow
@posix
def test_a_file_that_ends_every_process_that_reads_it_is_a_finding_beside_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lay_out(Path(), files={f"many/{one}.yaml": GOOD for one in range(FEW)})
    found = _read_while_one_kills(monkeypatch, once=False)
    bad = found.pop(FEW // 2)
    assert [(input_error.rule, input_error.code) for input_error in bad.input_errors] == [
        ("unreadable", "process-ended")
    ]
    assert bad.crash
    assert all(one.report for one in found)


def _read_while_one_kills(monkeypatch: pytest.MonkeyPatch, *, once: bool) -> list[Submission]:
    """Return what three processes read, where one file kills whoever reads it, `once` or each time."""
    sources, first, marker = collect(["many"]).sources, os.getpid(), Path("killed").absolute()
    receive = Intake.receive

    def die(intake: Intake, source: Source) -> Submission:
        if os.getpid() != first and source == sources[FEW // 2] and not (once and marker.exists()):
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return receive(intake, source)

    intake = Intake(*plan_and_directory())
    monkeypatch.setattr(Intake, "receive", die)
    found = receive_all(intake, sources, 3)
    assert [one.file for one in found] == [one.shown for one in sources]
    return found


@pytest.mark.slow
@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_later_report_replaces_is_not_handed_over(jobs: int) -> None:
    """With several processes it has nothing but its head when it comes; in the end it is the same for any number."""
    later = GOOD.replace("06-19", "06-20")
    lay_out(Path(), files={f"some/{one}.yaml": later if one % 2 else GOOD for one in range(4)})
    came: list[int] = []

    def watch(some: Iterable[Submission]) -> Iterator[Submission]:
        for one in some:
            came.append(len(one.report.entries) if one.report else -1)
            yield one

    winnow = partial(without_superseded, known_by=None)
    found = receive_all(Intake(*plan_and_directory()), collect(["some"]).sources, jobs, watch, winnow)
    assert [len(one.report.entries) if one.report else -1 for one in found] == [0, 0, 0, 1]
    assert came == ([1, 1, 1, 1] if jobs == 1 else [0, 1, 0, 1])


@posix
@pytest.mark.parametrize("limit", ["ulimit -n 24", "ulimit -n 12", "ulimit -s 1024"])
def test_few_handles_or_little_stack_change_nothing(limit: str) -> None:
    lay_out(Path(), files={f"reports/{one}.yaml": GOOD for one in range(FEW)})
    for jobs in ("1", "4"):
        shell = ["/bin/sh", "-c", f'{limit}; exec "$0" "$@"', SCRIPT, *CHECK, "--jobs", jobs]
        done = subprocess.run(shell, capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stdout) == (1, program(*CHECK, "--jobs", "1").stdout)


SURROUNDINGS: dict[str, dict[str, str]] = {
    "nothing": {},
    "no home": {"HOME": "", "PATH": os.environ.get("PATH", "")},
    "a home that is not there": {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent"},
    "warnings are errors": {"PYTHONWARNINGS": "error"},
    "development mode": {"PYTHONDEVMODE": "1"},
    "no time zone": {"TZ": "Nowhere/Nothing"},
    "odd language": {"LANG": "x" * 1_000, "LANGUAGE": "\udcff", "LC_ALL": "C"},
}


@pytest.mark.sampled(6)
@posix
@pytest.mark.parametrize("environment", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_the_surroundings_change_no_finding(environment: dict[str, str]) -> None:
    found = [
        subprocess.run([SCRIPT, *CHECK], env=env, capture_output=True, check=False, timeout=60)
        for env in ({"PYTHONIOENCODING": "utf-8"}, {"PYTHONIOENCODING": "utf-8", **environment})
    ]
    assert [one.returncode for one in found] == [1, 1]
    assert found[0].stdout == found[1].stdout
    assert found[0].stderr == found[1].stderr


@pytest.mark.slow
@posix
def test_a_folder_that_can_only_be_read_is_checked_like_any(tmp_path: Path) -> None:
    shown = program(*CHECK).stdout
    folders = [tmp_path, tmp_path / "reports"]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert program(*CHECK).stdout == shown
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_folder_that_is_gone_is_told() -> None:
    Path("gone").mkdir()
    command = [SCRIPT, "check", str(ROOT / "plan" / "2017" / "examples"), *ON]
    with subprocess.Popen(
        ["/bin/sh", "-c", 'rmdir "$PWD"; exec "$0" "$@"', *command], cwd="gone", stdout=-1, stderr=-1
    ) as child:
        out, err = child.communicate(timeout=60)
    assert child.returncode == 1
    assert b"overdue" in out
    assert b"Traceback" not in err


def test_no_other_program_is_started_and_no_address_is_asked(tmp_path: Path) -> None:
    """Whatever a report says: neither a process nor a connection comes of it."""
    text = GOOD + '    evidence: ["http://x.invalid/a", "$(touch gone)", "`touch gone`", "file:///etc/passwd"]\n'
    Path("reports/so-a.yaml").write_text(text, "utf-8")
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("strace is not here")
    log = tmp_path / "trace.log"
    traced = [strace, "-f", "-o", str(log), "-e", "trace=openat,execve,connect,socket", SCRIPT, *CHECK]
    done = subprocess.run(traced, capture_output=True, check=False, timeout=60)
    if not log.exists() or "execve" not in log.read_text("utf-8", "replace"):
        pytest.skip("strace may not trace")
    calls = log.read_text("utf-8", "replace")
    assert done.returncode == 1
    assert calls.count("execve(") == 1
    assert "connect(" not in calls
    assert "socket(" not in calls
    assert "passwd" not in calls
    assert not Path("gone").exists()


@pytest.mark.parametrize(("error", "said"), [("Terminated", False), ("KeyboardInterrupt", False), ("ValueError", True)])
def test_a_signal_that_comes_where_nothing_can_be_raised_prints_no_traceback(error: str, *, said: bool) -> None:
    lost = (
        "import sys; from ttdn_cli.__main__ import pass_over_signals; from ttdn_cli.errors import Terminated\n"
        "sys.unraisablehook = pass_over_signals\n"
        f"class Lost:\n  def __del__(self): raise {error}\n"
        "Lost()"
    )
    err = subprocess.run((sys.executable, "-c", lost), check=True, capture_output=True).stderr
    assert (b"Traceback" in err) is said
