"""With the cache and without it the same bytes come out; what is damaged, foreign, racy or not ours is no cache."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Run
from tests.rules.test_cases import CASES
from tests.rules.test_cases import lay_out as lay_out_case
from tests.sample import GOOD, PLAN, lay_out, program
from ttdn_cli.cache.folder import open_folder
from ttdn_cli.commands._session import Session
from ttdn_cli.intake import Intake

WAIVERS = """schema: ttdn/waivers/1
waivers:
  - {rule: overdue, reason: x, authority: 1/QĐ, until: 2030-01-01}
"""
CHECK = ("check", "reports", *PLAN, "--lang", "en", "--format", "json")


class Reads:
    """How many files were read as reports."""

    count = 0


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a cache in which stamps are trusted at once, and work beside it."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("TTDN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("ttdn_cli.cache.stamps._GRAIN", -(10**15))
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Return the count of the reports that are read and not found."""
    counted = Reads()
    understand = Intake.understand

    def counting(self: Intake, *arguments: object) -> object:
        counted.count += 1
        return understand(self, *arguments)  # type: ignore[arg-type]  # what it was called with

    monkeypatch.setattr(Intake, "understand", counting)
    return counted


def reports(cache: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Lay out the made-up plan and some reports where the run works; return that folder."""
    given = files or {"reports/a.yaml": GOOD, "reports/b.yaml": GOOD.replace("so-a", "so-b")}
    return lay_out(cache.parent / "work", files=given)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_case_gives_the_same_without_a_cache_at_the_first_run_and_at_the_second(
    path: Path, cache: Path, run: Run
) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    if case.get("check") == "plan":
        return
    arguments = lay_out_case(case, cache.parent / "work")
    plain = run(*arguments, "--format", "json", "--no-cache")
    assert plain == run(*arguments, "--format", "json")
    assert plain == run(*arguments, "--format", "json")
    assert run(*arguments, "--no-cache") == run(*arguments)


@pytest.mark.parametrize("command", ["check", "overdue", "missing", "summary", "report --format md"])
@pytest.mark.parametrize("quarter", ["Q1", "Q3"])
def test_the_examples_give_the_same_with_and_without(
    command: str, quarter: str, cache: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.name == "cache"
    monkeypatch.chdir(ROOT)
    arguments = (*command.split(), "--quarter", quarter)
    plain = run(*arguments, "--no-cache")
    assert [plain, plain] == [run(*arguments), run(*arguments)]


def test_a_report_is_read_once_and_not_again_before_it_changes(cache: Path, run: Run, reads: Reads) -> None:
    folder = reports(cache)
    for expected in (2, 2):
        run(*CHECK)
        assert expected == reads.count
    (folder / "reports" / "a.yaml").write_text(GOOD.replace("in_progress", "not_started"))
    run(*CHECK)
    assert reads.count == 3


def test_the_same_contents_elsewhere_and_at_another_time_are_known(cache: Path, run: Run, reads: Reads) -> None:
    folder = reports(cache)
    run(*CHECK)
    (folder / "reports").rename(folder / "clone")
    for path in (folder / "clone").iterdir():
        path.write_bytes(path.read_bytes())
    found = run("check", "clone", *CHECK[2:])
    assert reads.count == 2
    assert found == run("check", "clone", *CHECK[2:], "--no-cache")


def test_a_change_of_the_plan_or_its_registry_makes_every_report_be_read_anew(
    cache: Path, run: Run, reads: Reads
) -> None:
    folder = reports(cache)
    run(*CHECK)
    for number, name in enumerate(("plan.yaml", "agencies.yaml"), 2):
        (folder / name).write_text(f"{(folder / name).read_text()}\n")
        run(*CHECK)
        assert reads.count == 2 * number


def test_a_file_in_another_folder_of_a_period_is_judged_by_that_folder(cache: Path, run: Run) -> None:
    reports(cache, {"reports/2017-Q2/a.yaml": GOOD})
    assert "wrong-period" not in run(*CHECK).out
    (cache.parent / "work" / "reports" / "2017-Q2").rename(cache.parent / "work" / "reports" / "2017-Q3")
    assert "wrong-period" in run(*CHECK).out


def test_a_stamp_that_is_as_young_as_the_file_is_not_trusted(
    cache: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttdn_cli.cache.stamps._GRAIN", 2_000_000_000)
    reports(cache)
    run(*CHECK)
    assert not (cache / "1" / "stamps").exists()
    assert (cache / "1" / "facts").exists()


def damage(cache: Path, how: str) -> None:
    """Spoil every file of the cache."""
    for path in [one for one in cache.rglob("*") if one.is_file()]:
        data = path.read_bytes()
        path.write_bytes(
            {
                "empty": b"",
                "cut": data[: len(data) // 2],
                "noise": bytes(range(256)) * 9,
                "changed": data.replace(b"so-a", b"so-c").replace(b"in_progress", b"done"),
                "brackets": b"\n".join(line[:49] + b"[" * 100_000 for line in data.split(b"\n")),
            }[how]
        )


@pytest.mark.parametrize("how", ["empty", "cut", "noise", "changed", "brackets"])
def test_a_damaged_cache_is_a_miss_and_is_made_good(how: str, cache: Path, run: Run, reads: Reads) -> None:
    reports(cache)
    plain = run(*CHECK, "--no-cache")
    run(*CHECK)
    damage(cache, how)
    reads.count = 0
    assert plain == run(*CHECK)
    assert reads.count == 2
    assert plain == run(*CHECK)
    assert reads.count == 2


def test_the_cache_is_for_its_owner_alone(cache: Path, run: Run) -> None:
    reports(cache)
    before = os.umask(0)
    try:
        run(*CHECK)
    finally:
        os.umask(before)
    found = [*cache.rglob("*"), cache]
    assert {0o700} == {stat.S_IMODE(one.stat().st_mode) for one in found if one.is_dir()}
    assert {0o600} == {stat.S_IMODE(one.stat().st_mode) for one in found if one.is_file()}


@pytest.mark.parametrize("kind", ["open to others", "file", "link"])
def test_a_folder_that_is_not_ours_alone_is_not_used(kind: str, cache: Path, run: Run) -> None:
    reports(cache)
    cache.mkdir()
    (cache.parent / "theirs").mkdir(mode=0o700)
    if kind == "open to others":
        (cache / "1").mkdir(mode=0o777)
        (cache / "1").chmod(0o777)
    elif kind == "file":
        (cache / "1").write_text("")
    else:
        (cache / "1").symlink_to(cache.parent / "theirs")
    assert run(*CHECK) == run(*CHECK, "--no-cache")
    assert [cache / "1"] == list(cache.rglob("*"))
    assert list((cache.parent / "theirs").iterdir()) == []


def test_standard_input_is_not_kept(cache: Path) -> None:
    folder = reports(cache)
    env = {"TTDN_CACHE_DIR": str(cache)}
    program("check", "-", *PLAN, stdin=GOOD, env=env, folder=folder)
    assert [one for one in cache.rglob("*") if one.is_file()] == []


def test_the_usual_folder_follows_the_desktop_standard_and_the_home(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert str(tmp_path / "x" / "ttdn" / "1") == str(_opened({"XDG_CACHE_HOME": str(tmp_path / "x")}))
    assert str(_opened({"HOME": str(tmp_path)})).startswith(f"{tmp_path}{os.sep}")
    for nowhere in ({}, {"HOME": "relative"}, {"HOME": "/proc/nothing"}):
        assert _opened(nowhere) is None


def _opened(environment: dict[str, str]) -> str | None:
    found = open_folder(environment)
    return found.path if found else None


def test_several_processes_keep_what_they_read(cache: Path, run: Run, reads: Reads) -> None:
    files: dict[str, str | bytes] = {f"reports/{n}.yaml": f"{GOOD}# {n}\n" for n in range(9)}
    reports(cache, files)
    several = run(*CHECK, "--jobs", "3")
    assert several == run(*CHECK)
    assert reads.count == 0


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Return the count of the runs that judge."""
    counted = Reads()

    def counting(self: Session, *arguments: object) -> object:
        counted.count += 1
        return case(self, *arguments)  # type: ignore[arg-type]  # what it was called with

    case = Session.case
    monkeypatch.setattr(Session, "case", counting)
    return counted


CHANGES: dict[str, tuple[str, ...]] = {
    "language": ("--lang", "vi"),
    "format": ("--format", "text"),
    "day": ("--as-of", "2017-09-30"),
    "quarter": ("--quarter", "Q2"),
    "rules": ("--ignore", "overdue"),
    "level": ("--fail-on", "never"),
    "part": ("--partial",),
    "soon": ("--soon", "400"),
    "words": ("--quiet",),
}


def test_a_run_that_finds_all_as_it_was_does_not_judge(cache: Path, run: Run, judged: Reads) -> None:
    reports(cache)
    assert run(*CHECK) == run(*CHECK)
    assert judged.count == 1


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_asked_for_is_what_comes_out(change: str, cache: Path, run: Run, judged: Reads) -> None:
    reports(cache)
    run(*CHECK)
    asked = (*CHECK, *CHANGES[change])
    assert run(*asked, "--no-cache") == run(*asked)
    assert judged.count == 3


@pytest.mark.parametrize("name", ["plan.yaml", "agencies.yaml", "reports/a.yaml", "waivers.yaml", "ttdn.toml"])
def test_a_change_of_any_file_is_seen(name: str, cache: Path, run: Run, judged: Reads) -> None:
    folder = reports(cache)
    (folder / "waivers.yaml").write_text("schema: ttdn/waivers/1\nwaivers: []\n")
    (folder / "ttdn.toml").write_text('waivers = "waivers.yaml"\n')
    run(*CHECK)
    text = (folder / name).read_text()
    changed = {
        "plan.yaml": text.replace("revision: 1", "revision: 2"),
        "agencies.yaml": text.replace("Sở A", "Sở Á"),
        "waivers.yaml": WAIVERS,
        "ttdn.toml": f'{text}ignore = ["overdue"]\n',
    }.get(name, text.replace("in_progress", "not_started"))
    assert changed != text
    (folder / name).write_text(changed)
    plain = run(*CHECK, "--no-cache")
    assert [plain, plain] == [run(*CHECK), run(*CHECK)]
    assert judged.count == 3


@pytest.mark.parametrize("how", ["added", "removed", "renamed", "skipped"])
def test_a_change_of_the_folder_is_seen(how: str, cache: Path, run: Run, judged: Reads) -> None:
    folder = reports(cache) / "reports"
    run(*CHECK)
    if how == "added":
        (folder / "c.yaml").write_text(GOOD.replace("so-a", "so-c"))
    elif how == "removed":
        (folder / "b.yaml").unlink()
    elif how == "renamed":
        (folder / "b.yaml").rename(folder / "c.yaml")
    else:
        (folder / "b.pdf").write_text("")
    assert run(*CHECK, "--no-cache") == run(*CHECK)
    assert judged.count == 3


def test_a_clone_is_judged_by_its_own_plan(
    cache: Path, run: Run, judged: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its reports lie elsewhere and are as old as the clone; the plan that it has is not that of the other one."""
    folder = reports(cache)
    (folder / "ttdn.toml").write_text('plan = "plan.yaml"\nreports = "reports"\n')
    first = run("check", "--lang", "en")
    clone = shutil.copytree(folder, cache.parent / "clone", copy_function=shutil.copyfile)
    monkeypatch.chdir(clone)
    assert first == run("check", "--lang", "en")
    assert judged.count == 1
    (clone / "plan.yaml").write_text((clone / "plan.yaml").read_text().replace("revision: 1", "revision: 2"))
    assert run("check", "--lang", "en", "--no-cache") == run("check", "--lang", "en")


def test_what_was_put_out_is_written_where_it_is_asked_for(cache: Path, run: Run, judged: Reads) -> None:
    folder = reports(cache)
    run(*CHECK, "--output", "one.json")
    second = run(*CHECK, "--output", "two.json")
    assert judged.count == 1
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    assert second.out == ""
    assert run(*CHECK, "--output", "reports/a.yaml").code == 3
    assert (folder / "reports" / "a.yaml").read_text() == GOOD


def test_a_run_in_which_something_failed_is_not_kept(
    cache: Path, run: Run, judged: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports(cache)
    with monkeypatch.context() as broken:
        broken.setattr("ttdn_cli.rules.overdue.Overdue.check", lambda *_: 1 / 0)
        assert run(*CHECK).code == 3
    assert run(*CHECK).code == 1
    assert judged.count == 2
