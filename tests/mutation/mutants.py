"""Finds the small changes that can be made to a module, and makes one of them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


class Mutant(NamedTuple):
    """One change: where it is made (the number of the node in the tree, and of the change at that node), and how.

    `line` to `last` are the lines that the node stands on, `within` tells whether it stands in the body of a function.
    """

    node: int
    way: int
    line: int
    last: int
    what: str
    within: bool


class _Node(NamedTuple):
    node: ast.AST
    within: bool


def _nodes(tree: ast.AST, *, within: bool = False) -> list[_Node]:
    """Return the nodes in the order of the source, without annotations and docstrings, which do nothing."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.arg) or (isinstance(node, ast.AnnAssign) and node.value is None):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if any(node is getattr(tree, part, None) for part in ("annotation", "returns")):
            continue
        inside = within or (isinstance(tree, ast.FunctionDef) and node in tree.body)
        found += [_Node(node, inside), *_nodes(node, within=inside)]
    return found


Ways = Iterator[tuple[str, ast.AST]]


def _compare(node: ast.Compare) -> Ways:
    for number, operator in enumerate(node.ops):
        other = COMPARED[type(operator)]
        ops = [*node.ops[:number], other(), *node.ops[number + 1 :]]
        yield other.__name__, ast.Compare(node.left, ops, node.comparators)


def _bool_op(node: ast.BoolOp) -> Ways:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield type(other).__name__, ast.BoolOp(other, node.values)
    for number in range(len(node.values)):
        rest = node.values[:number] + node.values[number + 1 :]
        yield f"without part {number + 1}", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _unary_op(node: ast.UnaryOp) -> Ways:
    if isinstance(node.op, ast.Not):
        yield "without not", node.operand


def _bin_op(node: ast.BinOp) -> Ways:
    if other := COUNTED.get(type(node.op)):
        yield other.__name__, ast.BinOp(node.left, other(), node.right)


def _constant(node: ast.Constant) -> Ways:
    if isinstance(node.value, bool):
        yield str(not node.value), ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield "one more", ast.Constant(node.value + 1)
        if node.value:
            yield "one less", ast.Constant(node.value - 1)


def _return(node: ast.Return) -> Ways:
    if node.value is not None and ast.unparse(node.value) not in ("None", "False"):  # False becomes True, as a constant
        yield "return None", ast.Return(ast.Constant(None))


def _branch(node: ast.If | ast.While) -> Ways:
    yield "if not", type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _comprehension(node: ast.comprehension) -> Ways:
    for number in range(len(node.ifs)):
        ifs = node.ifs[:number] + node.ifs[number + 1 :]
        yield "without if", ast.comprehension(node.target, node.iter, ifs, node.is_async)


# Kind of a node → what can stand in its place, each with a word for it.
WAYS: dict[type[ast.AST], Callable[[Any], Ways]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool_op,
    ast.UnaryOp: _unary_op,
    ast.BinOp: _bin_op,
    ast.Constant: _constant,
    ast.Return: _return,
    ast.IfExp: lambda node: iter([("the other way round", ast.IfExp(node.test, node.orelse, node.body))]),
    ast.If: _branch,
    ast.While: _branch,
    ast.Continue: lambda _node: iter([("break", ast.Break())]),
    ast.Break: lambda _node: iter([("continue", ast.Continue())]),
    ast.comprehension: _comprehension,
}


def _ways(node: ast.AST) -> list[tuple[str, ast.AST]]:
    return list(WAYS[type(node)](node)) if type(node) in WAYS else []


def mutants(source: str) -> list[Mutant]:
    """Return every change that can be made to a module."""
    found, lines = [], source.splitlines()
    for number, (node, within) in enumerate(_nodes(ast.parse(source))):
        for way, (what, new) in enumerate(_ways(node)):
            at = getattr(node, "test", getattr(node, "target", node))  # of a branch or loop its condition
            at = node if isinstance(node, ast.IfExp) else at
            first, last = getattr(at, "lineno", 0), getattr(at, "end_lineno", 0)
            before, after = (ast.unparse(one).split("\n")[0].strip() for one in (node, new))
            where = f" in: {lines[first - 1].strip()}" if isinstance(node, ast.Constant) else ""
            found.append(Mutant(number, way, first, last, f"{what}: {before} → {after}{where}", within))
    return found


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """Return the tree of a module with one change made."""
    tree = ast.parse(source)
    old = _nodes(tree)[mutant.node].node
    new = _ways(old)[mutant.way][1]

    class Change(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            if node is not old:
                return self.generic_visit(node)
            return ast.copy_location(new, node) if isinstance(node, ast.expr | ast.stmt) else new

    Change().visit(tree)
    return ast.fix_missing_locations(tree)
