"""Documents held against the JSON Schemas of the repository: no test itself."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from tests.conftest import ROOT


def validate(document: Any, name: str) -> None:
    """Raise when a document does not fit one of the schemas as they are in the repository."""
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8")
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    jsonschema.Draft7Validator(json.loads(text), format_checker=checker).validate(document)


def text_only(node: Any) -> Any:
    """Return YAML data as an editor sees it: days are text."""
    if isinstance(node, dict):
        return {str(key): text_only(value) for key, value in node.items()}
    if isinstance(node, list):
        return [text_only(one) for one in node]
    return node if isinstance(node, bool | int | float | None) else str(node)
