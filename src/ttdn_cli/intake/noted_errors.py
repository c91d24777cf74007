"""What is wrong with one report while it is read, and what of it that spoils (SPEC 3, "Which reports count")."""

from __future__ import annotations

from collections.abc import Callable

from ttdn_cli.files.tree import Tree
from ttdn_cli.findings import InputError, Path, Place
from ttdn_cli.intake.submission import Submission
from ttdn_cli.limits import MAX_ALIKE, MAX_LEFT_OUT
from ttdn_cli.model.status import HEAD
from ttdn_cli.model.task_ids import TaskIds
from ttdn_cli.text.legacy_letters import NO_LEGACY, Legacy, may_hold_legacy


def legacy_of(tree: Tree, data: bytes) -> Legacy:
    """Return the paths of all texts of a report in an old encoding, from its tree and the bytes of its file."""
    if tree.form is None and not may_hold_legacy(data):
        return NO_LEGACY
    from ttdn_cli.intake.legacy_words import find_legacy

    return find_legacy(tree)


class NotedErrors:
    """The input errors of one file, kept in its submission, and what they spoil.

    `rejected` tells that the head has an error, so that the report counts for nothing; `bad_items` are the indexes of
    items that are left out alone, `bad_fields` the fields of the head that do not decide. `first` holds the first
    error of each of these items, as far as they are kept.
    """

    def __init__(self, tree: Tree, submission: Submission, legacy: Legacy = NO_LEGACY) -> None:
        """Take the file as a tree, which knows where each value stands, and the submission to fill.

        `legacy` holds the paths of texts in an old encoding.
        """
        self._tree, self._submission = tree, submission
        self.legacy = legacy
        self.bad_fields: set[str] = set()
        self.bad_items: set[int] = set(tree.spoiled)
        self.first: dict[int, InputError] = {}
        self.rejected = False
        self._told: dict[tuple[object, ...], Path] = {}

    def note(self, at: Path, input_error: InputError) -> None:
        """Keep an error, and remember what it spoils: the head, one item, or a field that does not decide."""
        if at in self.legacy and "value" in input_error.values:
            from ttdn_cli.intake.legacy_words import REMARKS

            values = {**input_error.values, "value": REMARKS[self.legacy[at]]}
            input_error = input_error._replace(values=values)
        if not self._is_of_merged_cell(at, input_error):
            self._submission.keep(input_error)
        if len(at) > 1 and at[0] == "items" and isinstance(at[1], int):
            self.bad_items.add(at[1])
            if len(self.first) < MAX_LEFT_OUT or at[1] in self.first:
                first = self.first.setdefault(at[1], input_error)
                if self._tree.form and _column(input_error) < _column(first):
                    self.first[at[1]] = input_error
        elif at and at[0] not in HEAD:
            self.bad_fields.add(str(at[0]))
        else:
            self.rejected = True
            self._submission.refused = self._submission.refused or input_error

    def _is_of_merged_cell(self, at: Path, error: InputError) -> bool:
        """Tell whether an error stands in a cell that several rows share, and was told of another one of them."""
        if self._tree.form is None or len(at) < 2:  # noqa: PLR2004 - items, number
            return False
        key = error.rule, error.code, error.place.line, error.place.column, error.values.get("field")
        return self._told.setdefault(key, at[:2]) != at[:2]

    def add(self, rule: str, code: str, at: Path, **values: object) -> None:
        """Note an error at a path of the data, with what it spoils; `values` fill the words of the rule's code."""
        self.note(at, self._error(rule, code, at, values))

    def only(self, rule: str, at: Path, **values: object) -> None:
        """Note an error that makes whatever else was noted meaningless."""
        self._submission.input_errors.clear()
        self._submission.counts = self._submission.refused = None
        self.add(rule, "", at, **values)
        self.rejected = True
        self._submission.refused = self._submission.input_errors[0]

    def mention(self, rule: str, code: str, at: Path, **values: object) -> None:
        """Keep an error that spoils nothing."""
        self._submission.keep(self._error(rule, code, at, values))

    def mention_legacy(self) -> None:
        """Keep a warning at each text in an old encoding."""
        for at, encoding in self.legacy.items():
            self._mention_legacy(at, encoding)

    def legacy_name(self, at: Path, name: str, find: Callable[[str], tuple[str, ...]]) -> str | None:
        """Return the old encoding that a name which is not known is in, else None.

        Of one with too few letters to be known by them, `find` tells whether it is a name once it is decoded.
        """
        from ttdn_cli.intake.legacy_words import named_in_legacy
        from ttdn_cli.text.legacy import encoding_of

        if encoding := encoding_of(name):  # which has been mentioned
            return encoding
        encoding = named_in_legacy(name, find)
        if encoding:
            self._mention_legacy(at, encoding)
        return encoding

    def _mention_legacy(self, at: Path, encoding: str) -> None:
        steps = [step for step in at if isinstance(step, str)]
        field = steps[1] if steps[0] == "items" else ".".join(steps)
        field = f"“{self._tree.form.names.get(field, field)}”" if self._tree.form else field
        self.mention("legacy-text", encoding, at, field=field)

    def _error(self, rule: str, code: str, at: Path, values: dict[str, object]) -> InputError:
        return InputError(rule, code, Place(self._submission.file, at, *self._tree.locate(at)), values)

    def is_shown(self, rule: str) -> bool:
        """Tell whether the next error of a rule will be told; of the others nobody asks what looks alike."""
        return (self._submission.counts or {}).get(rule, 0) <= MAX_ALIKE

    def sign(self, tasks: TaskIds) -> None:
        """Give each error the agency it is about, and the task or, for the report as a whole, the period.

        `tasks` are those of the plan; of another one nothing is said.
        """
        for index in self._tree.spoiled:  # by a column without a meaning, which was told at its heading
            whole = (one for one in self._submission.input_errors if one.place.at == ("items",))
            if cause := next(whole, None):
                self.first.setdefault(index, cause)
        if self._submission.input_errors:
            self._submission.input_errors = [self._signed(one, tasks) for one in self._submission.input_errors]

    def _signed(self, input_error: InputError, tasks: TaskIds) -> InputError:
        at, found = input_error.place.at, self._submission
        inside = len(at) > 1 and at[0] == "items"
        task = next(iter(tasks_meant(self._tree, at[1], tasks)), None) if inside else None
        period = found.period.id if found.period and not inside else None
        return input_error._replace(agency=found.agency, period=period, task=task)


def _column(error: InputError) -> tuple[int, int]:
    """Return where an error stands; of several in one row of a table the leftmost is the first."""
    return error.place.line, error.place.column


def tasks_meant(tree: Tree, index: str | int, tasks: TaskIds) -> tuple[str, ...]:
    """Return the tasks that an item speaks of: the one that it names, and the one whose words stand in it."""
    written = task_named(tree, index)
    named = tasks.find(written) if written else None
    meant = tree.meant.get(index) if isinstance(index, int) else None
    return tuple(dict.fromkeys(one for one in (named, meant) if one))


def task_named(tree: Tree, index: str | int) -> str | None:
    """Return the task that an item names, as written, if it is an item that names one."""
    rows = tree.data.get("items")
    if not isinstance(rows, list) or not isinstance(index, int) or index >= len(rows):
        return None  # an index of a second `items`, which is not kept
    task = rows[index].get("task") if isinstance(rows[index], dict) else None
    return str(task) if isinstance(task, str) else None
