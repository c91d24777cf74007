"""Command `rules`: list the rules."""

from __future__ import annotations

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._session import Session
from ttdn_cli.i18n import N_


def command(format_: o.Format = None, output: o.Output = "-", lang: o.Lang = None) -> int:
    """List the rules with their severity."""
    from ttdn_cli.manual import summary
    from ttdn_cli.render._lists import draw
    from ttdn_cli.wording import SEVERITIES

    session = Session(Asked(format=format_, output=output, lang=lang))
    session.formats()
    words, rules = session.words, session.rules()
    if session.form == "json":
        from ttdn_cli.render.json import dump

        listed = [{"name": one.name, "severity": one.severity.value, "summary": summary(one, words)} for one in rules]
        session.put(dump({"schema": "ttdn/rules/1", "rules": listed}), text=False)
        return 0
    heads = [words.say(one) for one in (N_("Rule"), N_("Severity"), N_("Says"))]
    rows = [[one.name, words.say(SEVERITIES[one.severity]), summary(one, words)] for one in rules]
    session.put(draw([(words.say(N_("RULES")), heads, rows, ())], session.screen()), text=True)
    return 0
