"""The lines that judge the reports of one plan, whether one is judged or many, once or again and again."""

from __future__ import annotations

from collections.abc import Sequence

from ttdn_cli.commands._context import Context
from ttdn_cli.commands._finish import finish
from ttdn_cli.commands._reports import read_case
from ttdn_cli.commands._waivers import load_waivers
from ttdn_cli.intake.memory import Memory
from ttdn_cli.results.diagnostics import Report
from ttdn_cli.results.engine import judge_reports


def check(context: Context, memory: Memory | None = None) -> int:
    """Judge the reports of one plan, write the result and return the exit code."""
    return finish(context, *judge(context, context.options.paths, memory))


def judge(context: Context, paths: Sequence[str], memory: Memory | None = None) -> tuple[Report, list[str]]:
    """Return the judgement of the reports of one plan, and the files that it rests on."""
    _, rules = context.fail_on, context.rules  # wrong ones are told before anything is read
    used = read_case(context, paths, memory=memory)
    waivers = load_waivers(context, used.found)
    report = judge_reports(rules, used.case, used.plan.book, context.words, waivers=waivers, crashes=used.crashes)
    return report._replace(is_single=not used.found.complete), used.files
