"""Command `rules`: list the rules."""

from __future__ import annotations

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import open_context
from ttdn_cli.commands._finish import put, put_json
from ttdn_cli.text.i18n import N_

EXAMPLES = ("ttdn rules", "ttdn explain overdue")


def command(format_: o.Format = "text", output: o.Output = "-", lang: o.Lang = None) -> int:
    """List the rules with their severity."""
    from ttdn_cli.render._lists import draw
    from ttdn_cli.rules._manual import summary
    from ttdn_cli.text.labels import SEVERITIES

    context = open_context(o.Options(format=format_, output=output, lang=lang))
    words, rules = context.words, context.rules
    if format_ == "json":
        listed = [{"name": one.name, "severity": one.severity.value, "summary": summary(one, words)} for one in rules]
        put_json(context, {"schema": "ttdn/rules/1", "rules": listed})
        return 0
    heads = [words.say(one) for one in (N_("Rule"), N_("Severity"), N_("Says"))]
    rows = [[one.name, words.say(SEVERITIES[one.severity]), summary(one, words)] for one in rules]
    put(context, draw([(words.say(N_("RULES")), heads, rows, ())], context.screen), text=True)
    return 0
