"""`ttdn plan diff` and `plan check --base`: what they read, how they end, and that nothing in a plan is obeyed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.conftest import ROOT, Run
from tests.support.repository import begin, commit, git
from tests.support.sample import program
from tests.support.schemas import validate
from ttdn_cli.intake import plan_history as history
from ttdn_cli.limits import MAX_BYTES
from ttdn_cli.model.fields import Model
from ttdn_cli.plans.diff._fields import WEIGHTS

PLAN, REGISTRY = "plan/2017/plan.yaml", "plan/agencies.yaml"
MOVED = ("schedule: {quarter: Q3, as_written: Quý III/2017}", "schedule: {quarter: Q4, as_written: Quý IV/2017}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose one commit holds the plan of 2017, as the working folder."""
    begin(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_field_of_plan_and_registry_is_known_as_meaning_or_words() -> None:
    models = {f"ttdn_cli.model.{name}" for name in ("registry", "plan", "plan_parts", "schedule")}
    known = [one for one in Model.__subclasses__() if one.__module__ in models]
    assert {model: set(fields) for model, fields in WEIGHTS.items()} == {one: set(one.model_fields) for one in known}


class TestOfTexts:
    def test_text_speaks_item_by_item_in_the_language_asked_for(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, *MOVED)
        result = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--lang", "vi")
        assert result.out.split("\n") == [
            "Kế hoạch quang-ngai-2017, phiên bản 1",
            "Bản cũ: HEAD:plan/2017/plan.yaml",
            "Bản mới: plan/2017/plan.yaml",
            "Nội dung có thay đổi. Số thay đổi về nội dung: 2; chỉ về câu chữ: 1.",
            "",
            "Nhiệm vụ II.3.a Quảng bá trên Tập san Thông tin đối ngoại Quảng Ngãi",
            "  - Thời hạn thay đổi: 30/9/2017 → 31/12/2017",
            "  - Thời gian thực hiện bắt đầu muộn hơn: 01/7/2017 → 01/10/2017",
            "  - chỉ về câu chữ: Câu chữ thay đổi, thời gian thực hiện, nguyên văn: “Quý III/2017” → “Quý IV/2017”",
            "",
        ]

    def test_markdown_is_a_heading_an_item_and_a_list(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, *MOVED)
        result = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--lang", "en", "--format", "markdown")
        assert result.out.split("\n") == [
            "### Plan quang-ngai-2017, revision 1",
            "",
            "- Old: `HEAD:plan/2017/plan.yaml`",
            "- New: `plan/2017/plan.yaml`",
            "",
            "**The meaning differs. Changes of meaning: 2; of words only: 1.**",
            "",
            "#### Task II.3.a Quảng bá trên Tập san Thông tin đối ngoại Quảng Ngãi",
            "",
            "- Due date moved: 2017-09-30 → 2017-12-31",
            "- The window begins later: 2017-07-01 → 2017-10-01",
            "- words only: Words changed, time frame as written: “Quý III/2017” → “Quý IV/2017”",
            "",
        ]

    def test_two_equal_plans_are_said_to_be_equal_in_every_format(self, folder: Path, run: Run) -> None:
        for form in ("text", "markdown"):
            result = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--lang", "en", "--format", form)
            assert (result.code, result.err) == (0, "")
            assert "There is no difference in meaning or words." in result.out
        assert run("plan", "diff", PLAN, str(folder / PLAN), "--format", "json").json["changes"] == []

    def test_only_words_are_said_to_be_only_words(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, "signer: Đặng", "signer: Đăng")
        result = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--lang", "en")
        assert result.code == 1
        assert "Only words differ, the meaning is the same. Changes of words: 1." in result.out

    def test_a_long_text_is_shown_where_it_differs(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, "sự kiện, hội nghị, hội thảo quốc tế", "sự kiện, hội nghị quốc tế")
        said = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--lang", "en", "--format", "json").json["changes"][0]
        assert "hội nghị, hội thảo quốc tế” → “" in said["message"]
        assert said["message"].endswith("hội nghị quốc tế”")

    def test_json_fits_its_schema(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, *MOVED)
        edit(folder / REGISTRY, "members: [bao-quang-ngai, dai-ptth, cong-ttdt]", "open: true")
        edit(folder / PLAN, "amendments: []", "amendments: [{document: {}, effective: 2017-07-01, changes: {}}]")
        edit(folder / PLAN, "  - {name: Bản tin", "  - {name: Bìa}\n      - {name: Bản tin")
        result = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--format", "json")
        validate(result.json, "plan-diff")
        assert result.json["old"] == {"id": "quang-ngai-2017", "revision": 1, "path": f"HEAD:{PLAN}"}
        assert result.json["new"] == {"id": "quang-ngai-2017", "revision": 1, "path": PLAN}

    def test_a_task_removed_is_told_although_an_assumption_about_it_is_left(self, folder: Path, run: Run) -> None:
        text = (folder / PLAN).read_text("utf-8")
        cut = re.sub(r"  - id: II\.8\n.*?\n\n(?=duties:)", "", text, flags=re.DOTALL)
        (folder / PLAN).write_text(cut, "utf-8")
        result = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--format", "json", "--lang", "en")
        assert (result.code, [one["kind"] for one in result.json["changes"]]) == (1, ["task-removed"])
        assert "There is no field or id II.8 in the plan" in result.err

    def test_a_task_given_back_is_told(self, folder: Path, run: Run) -> None:
        edit(
            folder / PLAN,
            "amendments: []",
            "amendments: [{document: {number: 9/KH}, effective: 2017-07-01, changes: {II.7: {withdrawn: true}}}]",
        )
        result = run("plan", "diff", PLAN, f"HEAD:{PLAN}", "--format", "json")
        assert [one["kind"] for one in result.json["changes"]] == ["task-readded", "amendment-removed"]


HOSTILE = (
    "<img src=x onerror=alert(1)> ![x](http://evil.example/a.png) [x](javascript:alert(1)) @admin #12 GH-3 "
    "org/repo#4 https://evil.example www.evil.example evil.example a@b.example **b** __c__ ~~d~~ `e` ``f`` "
    ":smile: &amp; \\[g] | h | $1 !2 %3 ^i {j} 0123abc \x1b[31m \u202e k\u200bl <!-- m --> - [ ] n"
)


def inline(markdown: str) -> Iterator[Any]:
    """Yield what a reader of Markdown finds in it."""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        yield token
        yield from token.children or ()


class TestOfHostilePlans:
    def test_nothing_in_a_plan_becomes_markup_in_markdown(self, folder: Path, run: Run) -> None:
        """Texts, names of files and ids are shown, not obeyed: no link, picture, HTML, mention or emphasis."""
        quoted = HOSTILE.translate(
            {ord('"'): None, ord("\\"): "\\\\", 0x1B: "\\e", 0x202E: "\\u202e", 0x200B: "\\u200b"}
        )
        edit(folder / PLAN, "title: Xuất bản Sổ tay Công tác Thông tin đối ngoại", f'title: "{quoted}"')
        edit(folder / PLAN, "id: II.5\n", f'id: "{quoted}"\n')
        edit(folder / REGISTRY, "name: Sở Ngoại vụ\n", f'name: "{quoted}"\n')
        edit(folder / PLAN, "name: Bản tin,", f'name: "{quoted}",')
        odd = folder / "@admin <b> [x](y) #1.yaml"
        edit(folder / PLAN, "agencies: ../agencies.yaml", "agencies: plan/agencies.yaml")
        shutil.copy(folder / PLAN, odd)
        result = run("plan", "diff", f"HEAD:{PLAN}", odd.name, "--format", "markdown", "--lang", "en")
        assert result.code == 1, result.err
        found = list(inline(result.out))
        kinds = ("heading", "list_item", "bullet_list", "paragraph", "strong")
        plain = {"text", "code_inline", "inline"} | {f"{kind}_{end}" for kind in kinds for end in ("open", "close")}
        assert {token.type for token in found} == plain
        shown = [token.content for token in found if token.type == "text"]
        alive = re.compile(r"@|#\d|://|www\.|\bexample\b|GH-\d|:\w+:|<|\x1b|\u202e|\u200b|`|~|\[|\]|\*\w|0123abc")
        assert [text for text in shown if alive.search(text)] == []
        assert sum(token.type == "strong_open" for token in found) == 1, "the verdict, and nothing else"

    def test_nothing_in_a_plan_reaches_the_terminal_as_a_command(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, "title: Xuất bản Sổ tay", 'title: "\\e[31m\\u202e\\nXuất bản\\rSổ tay')
        edit(folder / PLAN, "Sổ tay Công tác Thông tin đối ngoại\n", 'Sổ tay Công tác Thông tin đối ngoại"\n')
        result = run("plan", "diff", f"HEAD:{PLAN}", PLAN)
        assert result.code == 1
        assert not set("\x1b\r\u202e") & set(result.out)


class TestOfRevisions:
    def test_a_path_may_start_in_the_working_folder(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(folder / "plan" / "2017")
        result = run("plan", "diff", "HEAD:./plan.yaml", "main:../2017/plan.yaml", "--format", "json")
        assert (result.code, result.json["old"]["path"]) == (0, f"HEAD:{PLAN}")
        assert result.json["new"]["path"] == f"main:{PLAN}"

    def test_the_registry_is_read_from_the_same_revision(self, folder: Path, run: Run) -> None:
        edit(folder / REGISTRY, "name: Sở Ngoại vụ\n", "name: Sở Đối ngoại\n")
        commit(folder, "renamed")
        result = run("plan", "diff", f"HEAD~1:{PLAN}", f"HEAD:{PLAN}", "--format", "json")
        assert [one["kind"] for one in result.json["changes"]] == ["agency-renamed"]

    @pytest.mark.parametrize(
        ("old", "said"),
        [
            (f"no-such:{PLAN}", "The repository has no revision no-such"),
            (f"--output=x:{PLAN}", "The repository has no revision --output=x"),
            (f"HEAD:./{PLAN}/..", "HEAD:plan/2017:1:1: error: "),
            ("HEAD:plan/nothing.yaml", "The revision HEAD has no file plan/nothing.yaml"),
            ("HEAD:../../outside.yaml", "The revision HEAD has no file ../../outside.yaml"),
            ("HEAD:/etc/passwd", "The revision HEAD has no file /etc/passwd"),
            ("nothing.yaml", "nothing.yaml:1:1: error: There is no such file"),
        ],
    )
    def test_what_is_not_there_is_said_and_ends_with_3(self, old: str, said: str, folder: Path) -> None:
        result = program("plan", "diff", "--lang", "en", "--", old, PLAN, folder=folder)
        assert (result.returncode, result.stdout) == (3, b"")
        assert said in result.stderr.decode()

    def test_a_broken_file_ends_with_3_and_its_errors(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, "revision: 1", "revision: one")
        commit(folder, "broken")
        result = run("plan", "diff", f"HEAD~1:{PLAN}", f"HEAD:{PLAN}", "--lang", "en")
        assert (result.code, result.out) == (3, "")
        assert f"HEAD:{PLAN}:6:1: error: revision must be a whole number" in result.err

    def test_an_id_that_stands_twice_cannot_be_compared(self, folder: Path, run: Run) -> None:
        edit(folder / PLAN, "id: II.8", "id: II.7")
        result = run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--lang", "en")
        assert (result.code, result.out) == (3, "")
        assert "The id II.7 is used twice" in result.err

    def test_a_file_over_the_limit_of_size_is_not_read(self, folder: Path, run: Run) -> None:
        (folder / "big.yaml").write_bytes(b"# " + b"x" * MAX_BYTES)
        commit(folder, "big")
        result = run("plan", "diff", "HEAD:big.yaml", PLAN, "--lang", "en")
        assert result.code == 3
        assert "HEAD:big.yaml:1:1: error: " in result.err

    def test_outside_a_repository_files_can_be_compared_and_revisions_not(
        self, tmp_path_factory: pytest.TempPathFactory, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
        monkeypatch.chdir(tmp_path_factory.mktemp("none"))
        plan = str(ROOT / PLAN)
        assert run("plan", "diff", plan, plan).code == 0
        result = run("plan", "diff", f"HEAD:{PLAN}", plan, "--lang", "en")
        assert result.code == 3
        assert "is in no git repository" in result.err

    def test_without_git_it_is_said_that_git_is_missing(self, folder: Path) -> None:
        environment = {"PATH": str(folder)}
        result = program("plan", "diff", f"HEAD:{PLAN}", PLAN, "--lang", "en", env=environment, folder=folder)
        assert (result.returncode, result.stdout) == (3, b"")
        assert "ttdn: git is not installed" in result.stderr.decode()

    def test_nothing_that_the_repository_names_is_run(self, folder: Path, run: Run) -> None:
        trap = folder / "trap"
        trap.write_text(f"#!/bin/sh\ntouch {folder}/sprung\ncat\n")
        trap.chmod(0o755)
        (folder / ".gitattributes").write_text("*.yaml diff=trap filter=trap\n")
        for key in ("diff.trap.textconv", "diff.trap.command", "diff.external", "core.fsmonitor", "core.pager"):
            git(folder, "config", key, str(trap))
        git(folder, "config", "filter.trap.smudge", str(trap))
        assert run("plan", "diff", f"HEAD:{PLAN}", PLAN).code == 0
        assert run("plan", "check", PLAN, "--base", "HEAD").code == 0
        assert not (folder / "sprung").exists()

    def test_a_source_is_not_overwritten(self, folder: Path, run: Run) -> None:
        before = (folder / PLAN).read_bytes()
        assert run("plan", "diff", f"HEAD:{PLAN}", PLAN, "--output", PLAN).code == 3
        assert (folder / PLAN).read_bytes() == before

    @pytest.mark.parametrize("arguments", [(), (PLAN,), (PLAN, PLAN, "--format", "xml"), (PLAN, PLAN, PLAN)])
    def test_wrong_usage_ends_with_2(self, arguments: tuple[str, ...], folder: Path, run: Run) -> None:
        assert folder.exists()
        assert run("plan", "diff", *arguments).code == 2


class TestOfBases:
    def test_a_new_plan_has_nothing_to_be_compared_with(self, folder: Path, run: Run) -> None:
        shutil.copytree(folder / "plan" / "2017", folder / "plan" / "2018")
        result = run("plan", "check", "plan/2018/plan.yaml", "--base", "HEAD", "--lang", "en", "--format", "json")
        assert (result.code, result.json["counts"]["error"]) == (0, 0)
        assert "HEAD does not hold this plan yet: there is nothing to compare with" in result.err

    def test_the_plan_is_found_in_its_own_repository_from_anywhere(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        edit(folder / PLAN, *MOVED)
        monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
        result = run("plan", "check", str(folder / PLAN), "--base", "HEAD", "--lang", "en", "--select", "plan-revision")
        assert result.code == 1
        assert "II.3.a: Due date moved: 2017-09-30 → 2017-12-31" in result.out

    def test_a_hook_in_which_git_has_set_its_folder_finds_the_plan(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        edit(folder / PLAN, *MOVED)
        monkeypatch.setenv("GIT_DIR", ".git")
        assert run("plan", "check", PLAN, "--base", "HEAD", "--select", "plan-revision").code == 1

    @pytest.mark.parametrize("base", ["no-such", "-x", "", f"HEAD:{PLAN}x"])
    def test_a_base_that_is_not_there_ends_with_3(self, base: str, folder: Path, run: Run) -> None:
        assert folder.exists()
        assert run("plan", "check", PLAN, f"--base={base}").code == 3

    def test_a_base_that_cannot_be_read_ends_with_3_and_its_errors(self, folder: Path, run: Run) -> None:
        right = (folder / PLAN).read_bytes()
        edit(folder / PLAN, "revision: 1", "revision: one")
        commit(folder, "broken")
        (folder / PLAN).write_bytes(right)
        result = run("plan", "check", PLAN, "--base", "HEAD", "--lang", "en")
        assert (result.code, result.out) == (3, "")
        assert f"HEAD:{PLAN}:6:1: error: revision must be a whole number" in result.err


class TestOfHistory:
    def test_the_newest_plan_of_a_number_is_found(self, folder: Path) -> None:
        for number, signer in ((1, "A"), (2, "B"), (2, "C"), (3, "D")):
            text = (folder / PLAN).read_text("utf-8")
            text = re.sub(r"^revision: \d+", f"revision: {number}", text, flags=re.MULTILINE)
            (folder / PLAN).write_text(re.sub(r"signer: .*", f"signer: {signer}", text), "utf-8")
            commit(folder, f"{number} {signer}")
        found = dict(history.older(str(folder / PLAN), (1, 2, 3, 4)))
        signers = {number: book.plan.document.signer for number, book in found.items() if book.plan}
        assert signers == {1: "A", 2: "C", 3: "D"}
        assert all(book.directory for book in found.values())
        assert [number for number, _ in history.older(str(folder / PLAN), [3])] == [3]

    def test_a_broken_text_in_between_is_passed_over(self, folder: Path) -> None:
        (folder / PLAN).write_text("revision: [", "utf-8")
        commit(folder, "broken")
        (folder / PLAN).unlink()
        commit(folder, "gone")
        ((number, book),) = history.older(str(folder / PLAN), [1])
        assert number == 1
        assert book.plan is not None

    def test_without_a_repository_there_is_no_history(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        assert list(history.older(str(tmp_path / "plan.yaml"), [1])) == []

    def test_a_repository_without_a_commit_has_no_history(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("GIT_DIR", raising=False)
        git(tmp_path, "init", "--quiet")
        assert list(history.older(str(tmp_path / "plan.yaml"), [1])) == []
        assert os.listdir(tmp_path) == [".git"]
