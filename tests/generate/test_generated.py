"""What is generated is what the repository holds, and what it writes is what its schemas say."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT, Run
from tests.generate import schemas
from tests.generate.__main__ import main
from tests.generate.everything import differing, everything, put
from tests.support.schemas import text_only, validate
from ttdn_cli.model.schemas import names, schema

PLAN = str(ROOT / "plan" / "2017" / "plan.yaml")
EXAMPLES = str(ROOT / "plan" / "2017" / "examples")


@pytest.mark.parametrize("name", names())
def test_a_schema_in_the_repository_is_the_one_the_models_give(name: str) -> None:
    path = f"schemas/{name}.schema.json"
    assert (ROOT / path).read_bytes() == schemas.made()[path]
    jsonschema.Draft7Validator.check_schema(schema(name))


def test_the_folder_holds_no_other_schema() -> None:
    assert sorted(path.name for path in (ROOT / "schemas").iterdir()) == sorted(
        f"{name}.schema.json" for name in names()
    )


def test_everything_that_is_generated_is_up_to_date() -> None:
    assert differing(everything()) == []


def test_what_is_not_up_to_date_is_named_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old").write_bytes(b"1\n")
    (tmp_path / "gone").write_bytes(b"2\n")
    (tmp_path / "same").write_bytes(b"3\n")
    made = {"old": b"0\n", "gone": None, "same": b"3\n", "a/new": b"4\n"}
    for function in (differing, put):
        monkeypatch.setattr(f"tests.generate.__main__.{function.__name__}", partial(function, root=tmp_path))
    monkeypatch.setattr("tests.generate.__main__.everything", lambda: made)
    assert main(["--check"]) == 1
    told = "not up to date: a/new\nnot up to date: gone\nnot up to date: old\n"
    assert capsys.readouterr() == (told, "run: python -m tests.generate\n")
    assert (tmp_path / "gone").exists()
    assert (main([]), capsys.readouterr().out) == (0, "a/new\ngone\nold\n")
    assert (main(["--check"]), main([]), capsys.readouterr().out) == (0, 0, "")
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"old": b"0\n", "same": b"3\n", "a/new": b"4\n"}


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("check", EXAMPLES, "--plan", PLAN, "--fail-on", "never"), "findings"),
        (("check", EXAMPLES, "--plan", PLAN, "--fail-on", "never", "--quarter", "Q2"), "findings"),
        (("plan", "check", PLAN), "findings"),
        (("overdue", "--reports", EXAMPLES, "--plan", PLAN, "--quarter", "Q2"), "overdue"),
        (("missing", "--reports", EXAMPLES, "--plan", PLAN, "--quarter", "Q2"), "missing"),
        (("summary", "--reports", EXAMPLES, "--plan", PLAN), "summary"),
        (("plan", "show", "--plan", PLAN), "plan-view"),
    ],
)
def test_json_output_fits_its_schema(arguments: tuple[str, ...], name: str, run: Run) -> None:
    result = run(*arguments, "--format", "json")
    assert result.code == 0
    validate(result.json, name)


SHIPPED = sorted((ROOT / "plan").rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_shipped_yaml_fits_its_schema_and_names_it_for_editors(path: Path) -> None:
    text = path.read_text("utf-8")
    data = text_only(yaml.safe_load(text))
    name = data["schema"].split("/")[1]
    first = text.split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == ROOT / "schemas" / f"{name}.schema.json"
    if name != "status":  # reports also use the spellings of people, which an editor marks
        validate(data, name)
