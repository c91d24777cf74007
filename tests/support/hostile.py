"""A plan, its registry and a report with one text wherever there are words: no test itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.support.sample import lay_out


def hostile(folder: Path, text: str) -> None:
    """Lay out a plan, its registry and a report with one text wherever there are words."""
    lay_out(folder)
    plan, registry = (yaml.safe_load((folder / name).read_text("utf-8")) for name in ("plan.yaml", "agencies.yaml"))
    plan |= {"document": dict.fromkeys(("number", "place", "issuer", "signer", "title"), text), "funding": text}
    for task in plan["tasks"]:
        task |= {"title": text, "content": [text], "deliverables": [{"name": text, "quantity": 2, "unit": text}]}
    for one in (*registry["agencies"], *registry["groups"]):
        one["name"] = f"{one['name']} {text}"
    said = dict.fromkeys(("result", "obstacles", "proposals"), text)
    items: list[dict[str, Any]] = [
        {"task": "T.1", "state": "in_progress", "evidence": [text], "coordinated_with": [text], **said}
    ]
    items[0]["deliverables"] = [{"name": text, "quantity": 1, "unit": text}]
    report = {"schema": "ttdn/status/1", "agency": "so-a", "period": "2017-Q2", "submitted_on": "2017-06-19"}
    (folder / "reports").mkdir()
    for name, data in (("plan", plan), ("agencies", registry), (f"reports/{text[:40]}", {**report, "items": items})):
        written = yaml.safe_dump(data, sort_keys=False).replace("'2017-06-19'", "2017-06-19")
        (folder / f"{name}.yaml").write_text(written, "utf-8")
