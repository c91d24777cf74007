"""The JSON Schemas of what the program reads and writes, for editors."""

from __future__ import annotations

from ttdn_cli.model.schemas import names, schema
from ttdn_cli.render.json import dump


def made() -> dict[str, bytes]:
    """Return each schema by its path below the root."""
    return {f"schemas/{name}.schema.json": dump(schema(name)) for name in names()}
