"""A registry to begin with as commented YAML: with one example, or made from the names in a table."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from ttdn_cli.model.registry import Registry
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.yaml_text import scalar

_WIDTH = 110
EXAMPLE_AGENCY = "co-quan-vi-du"
REPLACE = N_("EXAMPLE: replace it")
_REGISTRY_HEAD = N_("A registry of agencies for ttdn. It may serve several plans. Replace the example by the agencies.")
_OWN_REGISTRY_HEAD = N_(
    "A registry of agencies for ttdn, made of the names in one table: complete the names; list who is in the groups."
)
_AGENCIES = N_(
    "Each agency with its official name; aliases are the other names and abbreviations that papers and reports use."
)
_GROUPS = N_("Agencies named together: with members, or open: true when they cannot be listed.")


def scaffold_registry(schema: str | None, words: Words) -> bytes:
    """Return a registry with one agency to be replaced."""
    name = words.say(REPLACE)
    lines = [
        *_beginning(schema, _REGISTRY_HEAD, words),
        f"  - id: {EXAMPLE_AGENCY}",
        f"    name: {scalar(name)}",
        "    #aliases: [Sở VD, SVD]",
        "    #kind: department",
        "",
        *comment(words, _GROUPS),
        "#groups:",
        "#  - id: cac-so",
        "#    name: các sở",
        f"#    members: [{EXAMPLE_AGENCY}]",
        "#  - id: cac-don-vi-lien-quan",
        "#    name: các đơn vị liên quan",
        "#    open: true",
    ]
    return ("\n".join(lines) + "\n").encode()


def registry_text(registry: Registry, schema: str | None, words: Words) -> bytes:
    """Return a registry that was made from the names in a table."""
    lines = _beginning(schema, _OWN_REGISTRY_HEAD, words)
    for agency in registry.agencies:
        lines += [f"  - id: {agency.id}", f"    name: {scalar(agency.name)}"]
        if agency.aliases:
            lines.append(f"    aliases: {listed(agency.aliases)}")
    lines += ["", *comment(words, _GROUPS)]
    if registry.groups:
        lines.append("groups:")
    for group in registry.groups:
        lines += [f"  - id: {group.id}", f"    name: {scalar(group.name)}", "    open: true"]
    return ("\n".join(lines) + "\n").encode()


def _beginning(schema: str | None, said: str, words: Words) -> list[str]:
    return [
        *([f"# yaml-language-server: $schema={schema}"] if schema else []),
        *comment(words, said),
        "schema: ttdn/agencies/1",
        "",
        *comment(words, _AGENCIES),
        "agencies:",
    ]


def comment(words: Words, *messages: str) -> list[str]:
    """Return messages as lines of comment."""
    return [f"# {line}" for message in messages for line in wrap(words.say(message), _WIDTH)]


def listed(ids: Iterable[str]) -> str:
    """Return ids or names as a list of YAML on one line."""
    return f"[{', '.join(scalar(one) for one in ids)}]"
