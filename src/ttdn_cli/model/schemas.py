"""JSON Schemas of every file and output, made from the models, for editors and for whoever reads the output."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from ttdn_cli.model.days_off import DaysOff
from ttdn_cli.model.fields import Model
from ttdn_cli.model.outputs import OUTPUTS
from ttdn_cli.model.patterns import shared
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.registry import Registry
from ttdn_cli.model.status import Status
from ttdn_cli.model.waivers import Waivers

DRAFT = "http://json-schema.org/draft-07/schema#"
FILES: dict[str, type[Model]] = {
    "agencies": Registry,
    "days-off": DaysOff,
    "plan": Plan,
    "status": Status,
    "waivers": Waivers,
}


def names() -> list[str]:
    """Return the names of all schemas, sorted."""
    return sorted((*FILES, *OUTPUTS))


def schema(name: str) -> dict[str, Any]:
    """Return one schema in draft 7, the draft that common editors know."""
    made = TypeAdapter(FILES.get(name) or OUTPUTS[name]).json_schema(by_alias=True)
    found = {"$schema": DRAFT, "title": f"ttdn/{name}/1", **_draft_07(made)}
    found["title"] = f"ttdn/{name}/1"
    if forms := shared(found):
        found["definitions"] = {**found.get("definitions", {}), **forms}
    return found


def _draft_07(made: Any) -> Any:
    """Return a schema with `definitions` for `$defs`, which draft 7 does not know, and closed objects."""
    if isinstance(made, dict):
        if "shared" in made:  # beside a reference draft 7 reads nothing else
            beside = {key: value for key, value in made.items() if key != "shared"}
            form = {"$ref": f"#/definitions/{made['shared']}"}
            return {**beside, "allOf": [form]} if beside else form
        found = {"definitions" if key == "$defs" else key: _draft_07(value) for key, value in made.items()}
        closed = any(isinstance(found.get(key), dict) for key in ("properties", "patternProperties"))
        return {"additionalProperties": False, **found} if closed else found
    if isinstance(made, list):
        return [_draft_07(one) for one in made]
    return made.replace("#/$defs/", "#/definitions/") if isinstance(made, str) else made
