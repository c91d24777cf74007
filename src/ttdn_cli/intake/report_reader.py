"""From the bytes of one file to what was submitted: read, fit to the model, look the names up (SPEC 2.3, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from sys import intern

from pydantic import ValidationError

from ttdn_cli.errors import Crash, TtdnError, crash_of
from ttdn_cli.files.opening import read_file, read_stdin
from ttdn_cli.files.paths import Source
from ttdn_cli.files.tree import FileRejected, Tree
from ttdn_cli.findings import InputError, Path, Place
from ttdn_cli.intake.input_errors import (
    Kind,
    cell_input_errors,
    duplicate_key_errors,
    file_rejected,
    is_told,
    shape_error,
    validate,
)
from ttdn_cli.intake.report_tree import parse_report
from ttdn_cli.intake.submission import NOTHING, Entry, Positions, Report, Submission, delivered, texts_of
from ttdn_cli.limits import MAX_ALIKE
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import near, reveal
from ttdn_cli.model.periods import Period, parse_day, parse_occurrence, parse_period
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.model.status import HEAD, Item, Status, StatusHead, is_untouched


class Intake:
    """Reads reports against one plan and its agencies."""

    def __init__(self, plan: Plan, directory: Directory, day: date | None = None, *, texts: bool = False) -> None:
        """Take the plan as issued and, where it is known beforehand, the day that is judged by.

        An occurrence that an amendment made is known from the day on which the amendment takes effect. With `texts`,
        words are kept.
        """
        self.day = day or date.max
        self.texts = texts
        self.plan = plan
        self.directory = directory
        self._period_folders: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}

    def period_folder(self, folders: tuple[str, ...]) -> tuple[str, frozenset[str]]:
        """Return the nearest folder named after a period, and the ids of the periods it can mean (`Q2` has no year).

        Takes the names of the folders that a file lies in, from the nearest outwards; gives "" when there is none.
        """
        if folders not in self._period_folders:
            found = ((folder, self.plan.periods_named(folder)) for folder in folders)
            self._period_folders[folders] = next((one for one in found if one[1]), ("", frozenset()))
        return self._period_folders[folders]

    def receive(self, source: Source) -> Submission:
        """Return what one file submits. A file that cannot be read is a submission with faults and no report."""
        found = Submission(source.shown)
        try:
            self.take(source, found)
        except TtdnError:  # a library is missing, which no file can help
            raise
        except Exception as error:  # noqa: BLE001 - one file must not hide the others, whatever we did wrong
            found.report = None
            found.crash = crash_of(error, source.shown)
        return found

    def take(self, source: Source, found: Submission) -> None:
        """Fill a submission with what its file says."""
        try:
            data = read_stdin() if source.opened is None else read_file(source.opened)
        except FileRejected as error:
            found.input_errors.append(file_rejected(source.shown, error))
            return
        self.understand(source, data, found)

    def lost(self, source: Source) -> Submission:
        """Return what is known of a file on which the process ended that read it."""
        place = Place(source.shown, (), 1, 1)
        crash = Crash(source.shown, "BrokenProcessPool", "intake", "the process that read the file ended")
        return Submission(source.shown, [InputError("unreadable", "process-ended", place)], crash=crash)

    def understand(self, source: Source, data: bytes, found: Submission) -> None:
        """Fill a submission with what the bytes of its file say."""
        try:
            tree = parse_report(source.opened, data)
        except FileRejected as error:
            found.input_errors.append(file_rejected(source.shown, error))
            return
        if input_error := shape_error(source.shown, tree):
            found.input_errors.append(input_error)
            return
        found.sheet = tree.sheet
        _Reading(self, source, tree, found).finish()


def _fitting(kind: type[Kind], data: object) -> Kind | None:
    """Return data as a model; None where it does not fit, which has been told."""
    try:
        return kind.model_validate(data)
    except ValidationError:
        return None


class _Reading:
    """One file on its way from tree to report."""

    def __init__(self, intake: Intake, source: Source, tree: Tree, found: Submission) -> None:
        self.intake, self.plan, self.directory = intake, intake.plan, intake.directory
        self.source, self.tree, self.found = source, tree, found
        self.bad_fields: set[str] = set()
        self.bad_items: set[int] = set(tree.spoiled)
        self.rejected = False

    def finish(self) -> None:
        """Fill the submission: faults always, the report unless its head has an error."""
        for at, input_error in duplicate_key_errors(self.source.shown, self.tree):
            self._note(at, input_error)
        for at, input_error in cell_input_errors(self.source.shown, self.tree):
            self._note(at, input_error)
        head, items = self._fit()
        self._identify(head)
        if head and self.found.period and not self.bad_items and is_untouched(head, [item for _, item in items]):
            at = ("submitted_on",)
            self._note(at, self._fault("untouched-template", "", at, day=head.submitted_on, found=head.period))
        entries = tuple(self._entries(items))
        if self.found.input_errors:
            self.found.input_errors = [self._signed(input_error) for input_error in self.found.input_errors]
        if head is None or self.rejected or self.found.agency is None or self.found.period is None:
            return
        kept = [entry.number for entry in entries]
        data = self.tree.data.get("items")
        left_out = set(range(len(data))).difference(kept) if isinstance(data, list) else set()
        named = self._named(left_out)
        self.found.report = Report(
            file=self.source.shown,
            agency=self.found.agency,
            period=self.found.period,
            submitted_on=head.submitted_on,
            plan_revision=head.plan_revision,
            nothing=head.nothing_to_report,
            entries=entries,
            left_out=frozenset(named) if named else NOTHING,
            partial=bool(left_out),
            whole=data is None or isinstance(data, list),
            positions=Positions(self.tree.marks, kept),
        )

    def _note(self, at: Path, input_error: InputError) -> None:
        """Keep a fault, and remember what it spoils: the head, one item, or a field that does not decide."""
        self.found.keep(input_error)
        if len(at) > 1 and at[0] == "items" and isinstance(at[1], int):
            self.bad_items.add(at[1])
        elif at and at[0] not in HEAD:
            self.bad_fields.add(str(at[0]))
        else:
            self.rejected = True

    def _fit(self) -> tuple[StatusHead | None, list[tuple[int, Item]]]:
        """Fit the data to the model; when it does not fit, the head and each item by itself."""
        status, input_errors = validate(Status, self.source.shown, self.tree)
        told = {one.at for one in self.tree.cell_errors}
        for at, input_error in input_errors:
            if not is_told(told, at, input_error):
                self._note(at, input_error)
        if status is None:
            return self._fit_parts()
        items = enumerate(status.items)
        return status, [(index, item) for index, item in items if index not in self.bad_items]

    def _fit_parts(self) -> tuple[StatusHead | None, list[tuple[int, Item]]]:
        data = self.tree.data
        head = None
        if not self.rejected:
            kept = {key: value for key, value in data.items() if key != "items" and key not in self.bad_fields}
            head = _fitting(StatusHead, kept)
        rows = data.get("items")
        rows = rows if isinstance(rows, list) else []
        items = ((n, _fitting(Item, row)) for n, row in enumerate(rows) if n not in self.bad_items)
        return head, [(n, item) for n, item in items if item]

    def _identify(self, head: StatusHead | None) -> None:
        """Find out whose report it is and for which period, as far as that can be read."""
        data = self.tree.data
        if head:
            self.found.submitted_on = head.submitted_on
        elif isinstance(submitted_on := data.get("submitted_on"), str):
            self.found.submitted_on = parse_day(submitted_on)
        agency = data.get("agency")
        if isinstance(agency, str):
            ids = self.directory.valid(self.directory.agency_names.find(agency), self.found.submitted_on)
            if len(ids) == 1:
                self.found.agency = ids[0]
            else:
                names = [self.directory.name(one) for one in ids] or self.directory.agency_names.near(agency)
                code = "several" if ids else "none"
                self._note(
                    ("agency",),
                    self._fault("unknown-agency", code, ("agency",), name=reveal(agency), near=tuple(names)),
                )
        period = head.period if head else parse_period(data["period"]) if isinstance(data.get("period"), str) else None
        if period is not None:
            self._place_in_time(period)

    def _place_in_time(self, period: Period) -> None:
        if period.id not in self.plan.periods:
            known = tuple(self.plan.periods)
            input_error = self._fault(
                "wrong-period", "outside", ("period",), found=period, first=known[0], last=known[-1]
            )
            self._note(("period",), input_error)
            return
        self.found.period = self.found.filed = period
        folder, fits = self.intake.period_folder(self.source.folders)
        if folder and period.id not in fits:
            meant = (parse_period(one) for one in fits)
            self.found.filed = min((period, *filter(None, meant)), key=lambda one: one.begins)
            self._note(("period",), self._fault("wrong-period", "folder", ("period",), found=period, folder=folder))

    def _entries(self, items: list[tuple[int, Item]]) -> Iterator[Entry]:
        for index, item in items:
            if item.task not in self.plan.occurrences:
                close = near(item.task, self.plan.occurrences) if self._is_shown("unknown-task") else ()
                at: Path = ("items", index, "task")
                self._note(at, self._fault("unknown-task", "task", at, name=reveal(item.task), near=close))
                continue
            window = self._window(index, item)
            if window is not None:
                yield self._entry(index, item, window)

    def _window(self, index: int, item: Item) -> str | None:
        """Return the id of the occurrence that an item speaks of, or note that there is none.

        Any that the task has or had will do, before or after an amendment. Without a name it is looked for in the
        plan as it was when the report was submitted.
        """
        at: Path = ("items", index, "occurrence" if item.occurrence else "task")
        windows = self._then.occurrences[item.task]
        if item.occurrence is not None and self._is_occurrence(windows, item.task, item.occurrence):
            return item.occurrence
        known = tuple([window.id for window in windows])
        if item.occurrence is not None:
            input_error = self._fault(
                "unknown-task", "occurrence", at, task=item.task, name=item.occurrence, known=known
            )
        else:
            if found := self._only(windows):
                return found
            period = self.found.period
            if period is None:
                return None
            input_error = self._fault("unknown-task", "which", at, task=item.task, found=period, known=known)
        self._note(at, input_error)
        return None

    def _is_occurrence(self, windows: tuple[Occurrence, ...], task: str, name: str) -> bool:
        """Tell whether a task has or had an occurrence, by the day that is judged by or the day of submission."""
        for window in windows:  # no generator: this is asked for every item
            if window.id == name:
                return True
        last = max(self.intake.day, self.found.submitted_on or date.min)
        plans = [plan for since, plan in self.plan.versions if since <= last]
        return any(name == window.id for plan in plans for window in plan.occurrences[task])

    @property
    def _then(self) -> Plan:
        """The plan as it was on the day of submission."""
        return self.plan.on(self.found.submitted_on) if self.plan.amendments and self.found.submitted_on else self.plan

    def _only(self, windows: tuple[Occurrence, ...]) -> str | None:
        """Return the only window there is, or of several the only one that contains the report's period."""
        if len(windows) == 1:
            return windows[0].id
        fits = [window.id for window in windows if self._covers(window)]
        return fits[0] if len(fits) == 1 else None

    def _entry(self, index: int, item: Item, occurrence: str) -> Entry:
        return Entry(
            number=index,
            task=intern(str(item.task)),
            occurrence=occurrence,
            state=item.state,
            completed_on=item.completed_on,
            progress=item.progress,
            named=tuple([self._coordinator(index, n, name) for n, name in enumerate(item.coordinated_with)]),
            delivered=tuple([delivered(one.name, one.quantity) for one in item.deliverables]),
            shown=bool("".join(item.evidence).strip()),
            obstacles=item.obstacles.strip() if item.obstacles else "",
            texts=texts_of(item) if self.intake.texts else None,
        )

    def _coordinator(self, index: int, number: int, name: str) -> str | None:
        ids = self.directory.valid(self.directory.all_names.find(name), self.found.submitted_on)
        if len(ids) == 1:
            return ids[0]
        names: Iterable[str] = [self.directory.name(one) for one in ids]
        if not ids and self._is_shown("unknown-coordinator"):
            names = self.directory.all_names.near(name)
        at: Path = ("items", index, "coordinated_with", number)
        code = "several" if ids else "none"
        self.found.keep(self._fault("unknown-coordinator", code, at, name=reveal(name), near=tuple(names)))
        return None

    def _is_shown(self, rule: str) -> bool:
        """Tell whether the next fault of a rule will be told; of the others nobody asks what looks alike."""
        return (self.found.counts or {}).get(rule, 0) <= MAX_ALIKE

    def _named(self, indexes: set[int]) -> set[tuple[str, str | None]]:
        """Return the tasks that items left out speak of, with the occurrence where it can be told."""
        found = set()
        for index in indexes:
            task = self._task_of(index)
            if task in self.plan.occurrences:
                found.add((str(task), self._occurrence_of(index, self._then.occurrences[str(task)])))
        return found

    def _occurrence_of(self, index: int, windows: tuple[Occurrence, ...]) -> str | None:
        """Return the occurrence that an item left out speaks of, where it can be told."""
        written = self.tree.data["items"][index].get("occurrence")
        found = parse_occurrence(written) if isinstance(written, str) else None
        if found and len(windows) > 1:
            return next((window.id for window in windows if window.id == found), None)
        return self._only(windows)

    def _covers(self, window: Occurrence) -> bool:
        period = self.found.period
        return period is not None and window.begins <= period.begins and period.ends <= window.ends

    def _fault(self, rule: str, code: str, at: Path, **values: object) -> InputError:
        return InputError(rule, code, Place(self.source.shown, at, *self.tree.locate(at)), values)

    def _signed(self, input_error: InputError) -> InputError:
        """Return a fault with the agency it is about, and the task or, for the report as a whole, the period."""
        at = input_error.place.at
        inside = len(at) > 1 and at[0] == "items"
        task = self._task_of(at[1]) if inside else None
        known = task if task in self.plan.occurrences else None
        period = self.found.period.id if self.found.period and not inside else None
        return input_error._replace(agency=self.found.agency, period=period, task=known)

    def _task_of(self, index: str | int) -> str | None:
        """Return the task that an item names, as written, if it is an item that names one."""
        rows = self.tree.data.get("items")
        if not isinstance(rows, list) or not isinstance(index, int) or index >= len(rows):
            return None  # an index of a second `items`, which is not kept
        task = rows[index].get("task") if isinstance(rows[index], dict) else None
        return str(task) if isinstance(task, str) else None
