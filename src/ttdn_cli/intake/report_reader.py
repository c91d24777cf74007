"""From the bytes of one file to what was submitted: read, fit to the model, look the names up (SPEC 2.3, 3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from ttdn_cli.errors import Crash, TtdnError, crash_of
from ttdn_cli.files.opening import read_file, read_stdin
from ttdn_cli.files.paths import Source
from ttdn_cli.files.tree import FileRejected, Tree
from ttdn_cli.files.unread_kinds import ending_of, unread_kind
from ttdn_cli.findings import InputError, Place, Term
from ttdn_cli.intake.entry_reader import Basis, EntryReader
from ttdn_cli.intake.evidence import files_named
from ttdn_cli.intake.input_errors import (
    Kind,
    cell_input_errors,
    duplicate_key_errors,
    file_rejected,
    is_told,
    shape_error,
    validate,
)
from ttdn_cli.intake.noted_errors import NotedErrors, legacy_of
from ttdn_cli.intake.report_tree import parse_report
from ttdn_cli.intake.submission import Entry, Positions, Report, Submission
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.days import parse_day
from ttdn_cli.model.names import reveal
from ttdn_cli.model.periods import Period, kind_of, parse_period
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.status import Item, Status, StatusHead, is_untouched
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.legacy_letters import Legacy


class Intake:
    """Reads reports against one plan and its agencies."""

    def __init__(self, plan: Plan, directory: Directory, day: date | None = None, *, texts: bool = False) -> None:
        """Take the plan as issued and, where it is known beforehand, the day that is judged by.

        An occurrence that an amendment made is known from the day on which the amendment takes effect. With `texts`,
        words are kept.
        """
        self.basis = Basis(plan, directory, day or date.max, texts)
        self._period_folders: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}

    def period_folder(self, folders: tuple[str, ...]) -> tuple[str, frozenset[str]]:
        """Return the nearest folder named after a period, and the ids of the periods it can mean (`Q2` has no year).

        Takes the names of the folders that a file lies in, from the nearest outwards; gives "" when there is none.
        """
        if folders not in self._period_folders:
            found = ((folder, self.basis.plan.periods_named(folder)) for folder in folders)
            self._period_folders[folders] = next((one for one in found if one[1]), ("", frozenset()))
        return self._period_folders[folders]

    def leave_unread(self, source: Source) -> Submission:
        """Return what is known of a file of a kind that is not read: what it is, and for which periods it may be."""
        values = {"ending": ending_of(source.shown)}
        kind = unread_kind(source.shown) or ""
        error = InputError("unread-file", kind, Place(source.shown, (), 1, 1), values)
        return Submission(source.shown, [error], unread=True, may_be_for=self._periods_meant(source.folders))

    def _periods_meant(self, folders: tuple[str, ...]) -> frozenset[str]:
        """Return the periods that the folders of a file leave open: all where they name none.

        Of `Q2` in a plan of several years, that of the year after which an outer folder is named.
        """
        folder, fits = self.period_folder(folders)
        years = (found.id for name in folders if (found := parse_period(name)) and kind_of(found) == "year")
        within = (frozenset(one for one in fits if one.startswith(year)) for year in years)
        return next(filter(None, within), fits) if folder else frozenset(self.basis.plan.periods)

    def receive(self, source: Source) -> Submission:
        """Return what one file submits. A file that cannot be read is a submission with faults and no report.

        Raises `TtdnError` where a library is missing; another fault of the program is kept as the submission's crash.
        """
        found = Submission(source.shown)
        try:
            self.take(source, found)
        except TtdnError:  # a library is missing, which no file can help
            raise
        except Exception as error:  # noqa: BLE001 - one file must not hide the others, whatever we did wrong
            found.report = None
            found.crash = crash_of(error, source.shown)
        if found.report is None:
            found.may_be_for = self._may_be_for(source, found)
        return found

    def _may_be_for(self, source: Source, found: Submission) -> frozenset[str]:
        """Return the periods that a rejected file may be for: its own, and those of a folder that contradicts it."""
        meant = self._periods_meant(source.folders)
        if found.period is None:
            return meant
        is_contradicted = bool(self.period_folder(source.folders)[0]) and found.period.id not in meant
        return meant | {found.period.id} if is_contradicted else frozenset((found.period.id,))

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
        error = InputError("unreadable", "process-ended", place)
        return Submission(source.shown, [error], crash=crash, may_be_for=self._periods_meant(source.folders))

    def understand(self, source: Source, data: bytes, found: Submission) -> None:
        """Fill a submission with what the bytes of its file say."""
        try:
            tree = parse_report(source.opened, data, self.basis.plan)
        except FileRejected as error:
            from ttdn_cli.intake.legacy_words import legacy_cause

            found.input_errors += [*legacy_cause(source.shown, error), file_rejected(source.shown, error)]
            self._name_sender(error.head, found)
            return
        if input_error := shape_error(source.shown, tree):
            found.input_errors.append(input_error)
            return
        found.table, found.remarks = tree.form.table if tree.form else None, tuple(tree.remarks)
        _Reading(self, source, tree, found, legacy_of(tree, data)).finish()

    def _name_sender(self, head: Mapping[str, str], found: Submission) -> None:
        """Keep of a file that is refused whose it is and for which period, where its head says both for certain."""
        ids = self.basis.directory.agency_names.find(head.get("agency", ""))
        period = parse_period(head.get("period", ""))
        if len(ids) == 1 and period and period.id in self.basis.plan.periods:
            found.agency, found.period, found.filed = ids[0], period, period
            found.input_errors = [one._replace(agency=ids[0], period=period.id) for one in found.input_errors]
            found.refused = found.input_errors[0]


def _fitting(kind: type[Kind], data: object, ids: frozenset[str]) -> Kind | None:
    """Return data as a model, with the ids of milestones; None where it does not fit, which has been told."""
    try:
        return kind.model_validate(data, context=ids)
    except ValidationError:
        return None


class _Reading:
    """One file on its way from tree to report: the head, and what its items come to."""

    def __init__(self, intake: Intake, source: Source, tree: Tree, found: Submission, legacy: Legacy) -> None:
        self.intake, self.plan, self.directory = intake, intake.basis.plan, intake.basis.directory
        self.source, self.tree, self.found = source, tree, found
        self.noted = NotedErrors(tree, found, legacy)
        self.items = EntryReader(intake.basis, tree, found, self.noted)

    def finish(self) -> None:
        """Fill the submission: its errors always, the report unless it is rejected."""
        self.noted.mention_legacy()
        for at, input_error in duplicate_key_errors(self.source.shown, self.tree):
            self.noted.note(at, input_error)
        for at, input_error in cell_input_errors(self.source.shown, self.tree):
            self.noted.note(at, input_error)
        head, items = self._fit()
        self._identify(head)
        if self._is_untouched(head, items):
            self.noted.only(
                "untouched-template", ("items",), found=self.found.period or Term(N_("a period that is not named"))
            )
        if self.found.agency and self.found.period:
            self.found.evidence = files_named(self.tree.data.get("items"))
        entries = tuple(self.items.entries(items))
        self.noted.sign(self.plan.task_ids)
        if head and not self.noted.rejected:
            self.found.report = self._report(head, entries, items)

    def _report(self, head: StatusHead, entries: tuple[Entry, ...], items: list[tuple[int, Item]]) -> Report | None:
        """Return the report as far as it could be read; None where no item could, or it is not known whose it is."""
        agency, period = self.found.agency, self.found.period
        if agency is None or period is None:
            return None
        rows = self.tree.data.get("items")
        kept = [entry.number for entry in entries]
        rest = set(range(len(rows))).difference(kept) if isinstance(rows, list) and len(kept) < len(rows) else set()
        blank = [number for number, item in items if item.says_nothing()] if rest else []
        left_out = rest.difference(blank)
        is_unsaid = "nothing_to_report" in self.noted.bad_fields  # whether there is nothing cannot be told
        if not entries and (left_out or is_unsaid or (rows is not None and not isinstance(rows, list))):
            return None
        return Report(
            file=self.source.shown,
            agency=agency,
            period=period,
            submitted_on=head.submitted_on,
            plan_revision=head.plan_revision,
            nothing=head.nothing_to_report,
            entries=entries,
            left_out=self.items.left_out(sorted(left_out)) if left_out else (),
            partial=bool(left_out),
            positions=Positions(self.tree.marks, kept),
            blank=self.items.blank(blank) if blank else (),
        )

    def _is_untouched(self, head: StatusHead | None, items: list[tuple[int, Item]]) -> bool:
        """Tell whether the file is a form that came back as it was handed out, whatever else is wrong with it."""
        rows = self.tree.data.get("items")
        if not isinstance(rows, list) or len(items) < len(rows):
            return False
        nothing = self.tree.data.get("nothing_to_report") in (None, "", "false")
        return nothing and is_untouched(head, [item for _, item in items])

    def _fit(self) -> tuple[StatusHead | None, list[tuple[int, Item]]]:
        """Fit the data to the model; when it does not fit, the head and each item by itself."""
        status, input_errors = validate(Status, self.source.shown, self.tree, self.plan.milestone_ids)
        told = {one.at for one in self.tree.cell_errors}
        for at, input_error in input_errors:
            if not is_told(told, at, input_error):
                self.noted.note(at, input_error)
        if status is None:
            return self._fit_parts()
        items = enumerate(status.items)
        return status, [(index, item) for index, item in items if index not in self.noted.bad_items]

    def _fit_parts(self) -> tuple[StatusHead | None, list[tuple[int, Item]]]:
        data = self.tree.data
        head = None
        if not self.noted.rejected:
            kept = {key: value for key, value in data.items() if key != "items" and key not in self.noted.bad_fields}
            head = _fitting(StatusHead, kept, self.plan.milestone_ids)
        rows = data.get("items")
        rows = rows if isinstance(rows, list) else []
        items = (
            (n, _fitting(Item, row, self.plan.milestone_ids))
            for n, row in enumerate(rows)
            if n not in self.noted.bad_items
        )
        return head, [(n, item) for n, item in items if item]

    def _identify(self, head: StatusHead | None) -> None:
        """Find out whose report it is and for which period, as far as that can be read."""
        data = self.tree.data
        if head:
            self.found.submitted_on = head.submitted_on
        elif isinstance(submitted_on := data.get("submitted_on"), str):
            self.found.submitted_on = parse_day(submitted_on)
        period = head.period if head else parse_period(data["period"]) if isinstance(data.get("period"), str) else None
        agency = data.get("agency")
        if isinstance(agency, str):
            ids = self.directory.agency_names.find(agency)
            ids = self.directory.valid(self.directory.existing(ids, period) or ids, self.found.submitted_on)
            if len(ids) == 1:
                self.found.agency = ids[0]
            elif encoding := self.noted.legacy_name(("agency",), agency, self.directory.agency_names.find):
                self.noted.add("unknown-agency", "legacy", ("agency",), encoding=encoding)
            else:
                names = tuple(map(self.directory.name, ids)) or self.directory.near(agency, self.directory.agency_names)
                code = "several" if ids else "none"
                self.noted.add("unknown-agency", code, ("agency",), name=reveal(agency), near=names)
        if period is not None:
            self._place_in_time(period)

    def _place_in_time(self, period: Period) -> None:
        if period.id not in self.plan.periods:
            known = tuple(self.plan.periods)
            if not known:
                self.noted.add("wrong-period", "none", ("period",), found=period)
                return
            self.noted.add("wrong-period", "outside", ("period",), found=period, first=known[0], last=known[-1])
            return
        self.found.period = self.found.filed = period
        folder, fits = self.intake.period_folder(self.source.folders)
        if folder and period.id not in fits:
            meant = (parse_period(one) for one in fits)
            self.found.filed = min((period, *filter(None, meant)), key=lambda one: one.begins)
            self.noted.add("wrong-period", "folder", ("period",), found=period, folder=folder)
            return
        self._mind_existence(period)
        submitted = self.found.submitted_on
        if submitted and submitted < period.begins:
            values = {"found": period, "submitted": submitted, "begins": period.begins}
            self.noted.add("impossible-date", "", ("submitted_on",), **values)

    def _mind_existence(self, period: Period) -> None:
        """Note it when the sender did not exist on any day of the period of its report."""
        sender = self.directory.agencies[self.found.agency] if self.found.agency else None
        if sender is None or self.directory.existing((sender.id,), period):
            return
        is_too_early = sender.valid_from is not None and sender.valid_from > period.ends
        kin = self.directory.predecessors if is_too_early else self.directory.heirs
        code, day = ("not_yet", sender.valid_from) if is_too_early else ("gone", sender.valid_to)
        known = tuple(map(self.directory.name, kin(sender.id, period)))
        self.noted.add("wrong-period", code, ("period",), found=period, who=sender.name, day=day, known=known)
