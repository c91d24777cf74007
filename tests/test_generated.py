"""What is generated is what the repository holds, and what it writes is what its schemas say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT, Run
from ttdn_cli.model.schemas import names, schema
from ttdn_cli.render.json import dump

PLAN = str(ROOT / "plan" / "2017" / "plan.yaml")
EXAMPLES = str(ROOT / "plan" / "2017" / "examples")


def validate(document: Any, name: str) -> None:
    """Raise when a document does not fit one of the schemas as they are in the repository."""
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8")
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    jsonschema.Draft7Validator(json.loads(text), format_checker=checker).validate(document)


@pytest.mark.parametrize("name", names())
def test_a_schema_in_the_repository_is_the_one_the_models_give(name: str) -> None:
    assert (ROOT / "schemas" / f"{name}.schema.json").read_bytes() == dump(schema(name))
    jsonschema.Draft7Validator.check_schema(schema(name))


def test_the_folder_holds_no_other_schema() -> None:
    assert sorted(path.name for path in (ROOT / "schemas").iterdir()) == sorted(
        f"{name}.schema.json" for name in names()
    )


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


def _text_only(node: Any) -> Any:
    """Return YAML data as an editor sees it: days are text."""
    if isinstance(node, dict):
        return {str(key): _text_only(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_text_only(one) for one in node]
    return node if isinstance(node, bool | int | float | None) else str(node)


SHIPPED = sorted((ROOT / "plan").rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_shipped_yaml_fits_its_schema_and_names_it_for_editors(path: Path) -> None:
    text = path.read_text("utf-8")
    data = _text_only(yaml.safe_load(text))
    name = data["schema"].split("/")[1]
    first = text.split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == ROOT / "schemas" / f"{name}.schema.json"
    if name != "status":  # reports also use the spellings of people, which an editor marks
        validate(data, name)
