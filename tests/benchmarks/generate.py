"""Makes reports to measure with: seeded, in Vietnamese, about 2 KB each, no real names of people.

    python tests/benchmarks/generate.py DIR --reports 5000 --plan wide --seed 1

`--plan 2017`: reports of the agencies of `plan/2017/plan.yaml` for its four quarters, then the same again with later
days of submission, so that only the last round counts. `--plan wide`: writes a plan and a registry of made-up
agencies as well, as many as are needed for (nearly) every report to count. The reports are written to `DIR/reports`,
the plan to `DIR/plan.yaml`. `--plan nation`: writes provinces (`--provinces 63 --agencies 50 --years 10`), each with a
plan for all the years, a registry, a report of every agency for every quarter, and its `ttdn.toml`. Most reports are
right; a few per cent are not.
"""

# ruff: noqa: T201 - it prints what it made

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.periods import Period
from ttdn_cli.model.plan import Plan, Task
from ttdn_cli.model.schedule import Occurrence

ROOT = Path(__file__).parents[2]
TROUBLED = 0.04
MEAN_BYTES = 2000
MOST_ITEMS = 9
MOST_AGENCIES = 9000  # beyond, the registry has more parts than a file may have
CLUSTERS = 12
TASKS_OF_A_CLUSTER = 10
GIVEN = 0.8  # how often a field that may be left out is written
LAST_QUARTER = 4
FIRST_YEAR = 2017
FIRST_YEAR_OF_MANY = 2015  # so that ten years are over, whenever they are judged

SENTENCES = (
    "Đơn vị đã chủ động xây dựng kế hoạch chi tiết và phân công cụ thể cho từng bộ phận",
    "Công tác phối hợp được duy trì thường xuyên; nội dung được cung cấp đúng thời gian yêu cầu",
    "Đã biên tập và đăng tải các tin, bài, ảnh giới thiệu tiềm năng và thế mạnh của địa phương",
    "Nội dung tập trung vào văn hóa, du lịch, biển đảo và thu hút đầu tư",
    "Đã tổ chức họp rà soát tiến độ và thống nhất nội dung với các cơ quan liên quan",
    "Hồ sơ nghiệm thu được lập đầy đủ theo quy định và lưu tại đơn vị",
    "Sản phẩm được phát hành đến các huyện, thành phố và các cơ quan báo chí",
    "Việc dịch thuật được thực hiện song ngữ Việt-Anh và có hiệu đính",
    "Kết quả bước đầu được dư luận đánh giá tích cực, góp phần nâng cao nhận thức của cán bộ và nhân dân",
    "Đã cử cán bộ tham gia lớp bồi dưỡng nghiệp vụ do cơ quan đầu mối tổ chức",
)
OBSTACLES = (
    "Kinh phí cấp chậm so với tiến độ đề ra",
    "Thiếu cán bộ biên dịch có trình độ ngoại ngữ phù hợp",
    "Thời tiết mưa lũ kéo dài ảnh hưởng đến việc triển khai tại cơ sở",
)
PROPOSALS = (
    "Đề nghị cơ quan đầu mối hướng dẫn thêm về biểu mẫu báo cáo",
    "Đề nghị bố trí kinh phí từ đầu năm để chủ động thực hiện",
)
STATES = {"done": "Hoàn thành", "in_progress": "đang thực hiện", "not_started": "Chưa thực hiện"}
NAMES = ("An Bình", "Bình Minh", "Cẩm Sơn", "Đông Hà", "Gia Phú", "Hòa Lạc", "Kim Long", "Mỹ Thạnh", "Tân Hưng")
TROUBLES = (
    "tab", "typo", "state", "quoted", "day", "agency", "twice", "latin", "progress", "stranger", "early", "evidence",
    "alone", "late", "task",
)  # fmt: skip


@dataclass
class Item:
    """What a report says of one occurrence, field by field, as it is written."""

    occurrence: Occurrence
    task: Task
    state: str
    completed_on: date | None
    progress: int
    partners: list[str]
    evidence: list[str] = field(default_factory=list)
    result: list[str] = field(default_factory=list)
    obstacles: str = ""
    proposals: str = ""

    def lines(self, chance: random.Random) -> Iterator[str]:
        """Yield the item as YAML."""
        yield f"  - task: {self.task.id}"
        yield f"    occurrence: {_spelt(self.occurrence.id, chance)}"
        yield f"    state: {STATES[self.state] if chance.random() > GIVEN else self.state}"
        if self.completed_on:
            yield f"    completed_on: {_day(self.completed_on, chance)}"
        yield f"    progress: {self.progress}"
        if self.partners:
            yield f"    coordinated_with: [{', '.join(map(_flow, self.partners))}]"
        if self.state == "done" and self.task.deliverables:
            yield "    deliverables:"
            for one in self.task.deliverables:
                unit = _flow(one.unit or "số")
                yield f"      - {{name: {_flow(one.name)}, quantity: {one.quantity or 1}, unit: {unit}}}"
        if self.evidence:
            yield f"    evidence: [{', '.join(self.evidence)}]"
        if self.result:
            yield "    result: >-"
            yield from (f"      {sentence}." for sentence in self.result)
        if self.obstacles:
            yield f"    obstacles: {self.obstacles}"
        if self.proposals:
            yield f"    proposals: {self.proposals}"


@dataclass
class Work:
    """Who has to report on which tasks, and how far each agency has come."""

    plan: Plan
    directory: Directory
    chance: random.Random
    finished: set[tuple[str, str, str]] = field(default_factory=set)
    lists: dict[str, list[tuple[Task, bool]]] = field(default_factory=dict)

    def tasks(self, agency: str) -> list[tuple[Task, bool]]:
        """Return the tasks of an agency, and whether it must report on each: as lead, or named by itself."""
        if agency not in self.lists:
            self.lists[agency] = [
                (task, agency in task.lead or agency in task.coordinators)
                for task in self.plan.tasks
                if agency in task.lead or any(agency in self.directory.members(one) for one in task.coordinators)
            ]
        return self.lists[agency]

    def agencies(self) -> list[str]:
        """Return the agencies that have a task."""
        return [one for one in self.directory.agencies if self.tasks(one)]

    def items(self, agency: str, period: Period, submitted: date) -> list[Item]:
        """Return what an agency says for a period: all that it must, and of the rest as much as is usual."""
        chance = self.chance
        must: list[tuple[Task, Occurrence]] = []
        may: list[tuple[Task, Occurrence]] = []
        for task, asked in self.tasks(agency):
            for one in self.plan.occurrences[task.id]:
                if one.begins <= period.ends and (agency, one.task, one.id) not in self.finished:
                    (must if asked else may).append((task, one))
        chance.shuffle(may)
        room = max(0, chance.randint(MOST_ITEMS - 4, MOST_ITEMS) - len(must))
        chosen = must + may[:room]
        return [self._item(agency, task, one, period, submitted) for task, one in chosen]

    def _item(self, agency: str, task: Task, one: Occurrence, period: Period, submitted: date) -> Item:
        chance, number = self.chance, int(period.id[-1])
        last_day = min(one.ends, submitted)
        due_now = one.due is not None and one.due <= period.ends
        whole_year = (one.ends - one.begins).days > 100  # longer than any quarter
        done = due_now if not whole_year else number == LAST_QUARTER
        state, completed, progress = "in_progress", None, 15 + 20 * number
        if done:
            state, progress = "done", 100
            completed = max(one.begins, min(last_day, submitted) - timedelta(days=chance.randint(0, 9)))
            self.finished.add((agency, one.task, one.id))
        partners = [self._name(who) for who in task.coordinators] if agency in task.lead else []
        if agency not in task.lead and chance.random() < GIVEN:
            partners = [self._name(chance.choice(task.lead))]
        symbol = "".join(part[0].upper() for part in agency.split("-"))
        proof = [f"{chance.randint(1, 900)}/BC-{symbol}", f"files/{one.task.replace('.', '-')}.pdf"]
        return Item(one, task, state, completed, progress, partners, proof[: chance.randint(1, 2)])

    def _name(self, identity: str) -> str:
        """Return a name as people write it: the id, the official name, an alias, or one without marks."""
        one = self.directory.agencies.get(identity) or self.directory.groups.get(identity)
        draw = self.chance.random()
        if one is None or draw < 0.5:  # half of the writers know the ids
            return identity
        names = [one.name, *one.aliases]
        name = self.chance.choice(names)
        return name.upper() if draw > 0.95 else name  # a few write in capitals


def write_reports(work: Work, folder: Path, count: int) -> tuple[int, int]:
    """Write reports until there are enough, a round of resubmissions after the other; return bytes and items."""
    periods = list(work.plan.periods.values())
    agencies = work.agencies()
    size = items = written = again = 0
    before_end = {(agency, period.id): work.chance.randint(10, 18) for period in periods for agency in agencies}
    while written < count:
        work.finished.clear()
        for period in periods:
            (folder / period.id).mkdir(parents=True, exist_ok=True)
            for agency in agencies:
                submitted = period.ends + timedelta(days=again - before_end[agency, period.id])
                said = work.items(agency, period, submitted)
                data = _report(work, agency, period, submitted, said)
                (folder / period.id / f"{agency}-{again + 1}.yaml").write_bytes(data)
                size, items, written = size + len(data), items + len(said), written + 1
                if written == count:
                    return size, items
        again += 1
    return size, items


def _report(work: Work, agency: str, period: Period, submitted: date, items: list[Item]) -> bytes:
    """Return one report, filled with words up to the usual size; a few have something wrong."""
    chance = work.chance
    trouble = chance.choice(TROUBLES) if chance.random() < TROUBLED and items else ""
    if trouble == "late":
        submitted += timedelta(days=25)
    name = "so-khong-co-that" if trouble == "agency" else agency
    head = [
        "schema: ttdn/status/1",
        f"agency: {name}",
        f"period: {_spelt(period.id, chance)}",
        f"submitted_on: {_day(submitted, chance)}",
        f"plan_revision: {work.plan.revision}",
        "submitted_by: {title: Chánh Văn phòng}",
        f"document: {{number: {chance.randint(1, 900)}/BC, date: {submitted}}}",
    ]
    if not items:
        return "\n".join([*head, "nothing_to_report: true", ""]).encode()
    _spoil(items[chance.randrange(len(items))], trouble, submitted)
    for item in items:
        item.obstacles = chance.choice(OBSTACLES) if chance.random() > GIVEN else ""
        item.proposals = chance.choice(PROPOSALS) if chance.random() > GIVEN else ""
    wanted = chance.gauss(MEAN_BYTES, MEAN_BYTES / 6)
    size = len("\n".join([*head, *(line for item in items for line in item.lines(random.Random(1)))]).encode())  # noqa: S311
    turn = 0
    while size < wanted:
        sentence = chance.choice(SENTENCES)
        items[turn % len(items)].result.append(sentence)
        size += len(sentence.encode()) + 7 + (17 if turn < len(items) else 0)
        turn += 1
    lines = [*head, "items:", *(line for item in items for line in item.lines(chance)), ""]
    return _garbled("\n".join(lines), trouble)


def _spoil(item: Item, trouble: str, submitted: date) -> None:
    """Make one item wrong in what it says."""
    if trouble == "progress":
        item.progress = 60 if item.state == "done" else 100
        item.state = "done" if item.state == "done" else "not_started"
    elif trouble == "stranger":
        item.partners.append("Công ty Truyền thông Sao Mai")
    elif trouble == "early" and item.completed_on:
        item.completed_on = submitted + timedelta(days=3)
    elif trouble == "evidence":
        item.evidence = []
    elif trouble == "alone":
        item.partners = []


def _garbled(text: str, trouble: str) -> bytes:
    """Return the text as bytes, with the kinds of trouble that lie in how it is written."""
    changes = {
        "tab": ("    state:", "\tstate:"),
        "typo": ("    progress:", "    progess:"),
        "state": ("    state: in_progress", "    state: gần xong"),
        "quoted": ("    progress: 100", '    progress: "100"'),
        "day": ("submitted_on: ", "submitted_on: 31/2/"),
        "twice": ("plan_revision: 1", "plan_revision: 1\nperiod: 2017-Q1"),
        "task": ("  - task: ", "  - task: X."),
    }
    if trouble in changes:
        text = text.replace(*changes[trouble], 1)
    return text.encode("utf-16" if trouble == "latin" else "utf-8")


def _spelt(identity: str, chance: random.Random) -> str:
    """Return the id of a period as people write it."""
    year, dash, rest = identity.partition("-Q")
    if not dash or chance.random() < GIVEN:
        return identity
    roman = ("I", "II", "III", "IV")[int(rest) - 1]
    return chance.choice((f"Quý {roman}/{year}", f"Q{rest}/{year}", f"quý {rest} năm {year}"))


def _day(day: date, chance: random.Random) -> str:
    return day.isoformat() if chance.random() < GIVEN else f"{day.day}/{day.month}/{day.year}"


def _flow(text: str) -> str:
    """Return a text as it may stand in a list in brackets."""
    return f'"{text}"' if any(letter in text for letter in ",:[]{}#&") else text


def write_wide_plan(folder: Path, agencies: int, chance: random.Random, years: int = 1) -> Path:
    """Write a plan and a registry of made-up agencies: closed clusters, each with tasks that its members lead."""
    first = FIRST_YEAR if years == 1 else FIRST_YEAR_OF_MANY
    last = first + years - 1
    clusters = [[f"don-vi-{n + 1:05}" for n in range(agencies) if n % CLUSTERS == one] for one in range(CLUSTERS)]
    clusters = [members for members in clusters if members]
    registry = ["schema: ttdn/agencies/1", "agencies:"]
    for number in range(1, agencies + 1):
        place = f"{chance.choice(NAMES)} {number}"
        registry.append(f"  - {{id: don-vi-{number:05}, name: Ủy ban nhân dân xã {place}, aliases: [UBND xã {place}]}}")
    registry.append("groups:")
    for number, members in enumerate(clusters, 1):
        registry.append(f"  - {{id: cum-{number}, name: Cụm thi đua số {number}, members: [{', '.join(members)}]}}")
    (folder / "agencies.yaml").write_text("\n".join([*registry, ""]), "utf-8")
    plan = [
        "schema: ttdn/plan/1", f"id: {folder.name}", "revision: 1", f"begins: {first}-01-01", f"ends: {last}-12-31",
        "agencies: agencies.yaml", f"document: {{number: 1/KH, date: {first - 1}-12-01}}",
        "reporting: {every: quarter, due: 20}",
        "tasks:",
    ]  # fmt: skip
    for number, members in enumerate(clusters, 1):
        for task in range(1, TASKS_OF_A_CLUSTER + 1):
            lead, *others = [members[(task * 7 + step) % len(members)] for step in range(min(3, len(members)))]
            partners = ", ".join([*(one for one in others if one != lead), f"cum-{number}"])
            once = (f"year: {first}", "every: quarter", f"quarter: Q{task % 4 + 1}", "half: H1", "every: quarter")
            again = ("every: year", "every: quarter", f"by: {last}-06-30", "every: half", "every: quarter")
            form = (once if years == 1 else again)[task % 5]
            plan += [
                f"  - id: {number}.{task}",
                f"    title: Nhiệm vụ {task} của cụm thi đua số {number}, tuyên truyền và quảng bá hình ảnh địa phương",
                f"    lead: {lead}",
                f"    coordinators: [{partners}]",
                f"    schedule: {{{form}}}",
                "    deliverables: [{name: Bản tin, quantity: 1, unit: số}]",
            ]
    (folder / "plan.yaml").write_text("\n".join([*plan, ""]), "utf-8")
    return folder / "plan.yaml"


def generate(folder: Path, reports: int, kind: str, seed: int) -> tuple[Path, int, int]:
    """Write a corpus into a folder of its own; return the plan, the bytes written and the number of items."""
    chance = random.Random(seed)  # noqa: S311 - the same corpus each time is what is wanted
    shutil.rmtree(folder / "reports", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    agencies = -(-reports // 4)
    if kind == "wide" and agencies > MOST_AGENCIES:
        raise SystemExit(f"--plan wide: at most {4 * MOST_AGENCIES} reports")
    plan_file = write_wide_plan(folder, agencies, chance) if kind == "wide" else ROOT / "plan" / "2017" / "plan.yaml"
    book = read_plan_files(str(plan_file), str(plan_file))
    if book.plan is None or book.directory is None:
        raise SystemExit(f"{plan_file}: {[(one.rule, one.code, one.values) for one in book.input_errors]}")
    size, items = write_reports(Work(book.plan, book.directory, chance), folder / "reports", reports)
    return plan_file, size, items


def generate_nation(folder: Path, provinces: int, agencies: int, years: int, seed: int) -> tuple[int, int]:
    """Write provinces, each with settings of its own; return the bytes written and the number of items."""
    size = items = 0
    for number in range(1, provinces + 1):
        chance = random.Random(seed * 1000 + number)  # noqa: S311 - as above
        province = folder / f"tinh-{number:03}"
        province.mkdir(parents=True)
        plan = write_wide_plan(province, agencies, chance, years)
        book = read_plan_files(str(plan), str(plan))
        if book.plan is None or book.directory is None:
            raise SystemExit(f"{plan}: {[(one.rule, one.code, one.values) for one in book.input_errors]}")
        work = Work(book.plan, book.directory, chance)
        more = write_reports(work, province / "reports", agencies * years * LAST_QUARTER)
        (province / "ttdn.toml").write_text('plan = "plan.yaml"\nreports = "reports"\n', "utf-8")
        size, items = size + more[0], items + more[1]
    return size, items


def main() -> None:
    """Read the command line, write the corpus, and print what it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--plan", choices=("2017", "wide", "nation"), default="2017")
    parser.add_argument("--provinces", type=int, default=63)
    parser.add_argument("--agencies", type=int, default=50)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.plan == "nation":
        reports = asked.provinces * asked.agencies * asked.years * LAST_QUARTER
        size, items = generate_nation(asked.folder, asked.provinces, asked.agencies, asked.years, asked.seed)
    else:
        reports = asked.reports
        _, size, items = generate(asked.folder, reports, asked.plan, asked.seed)
    print(f"{reports} reports, mean {size / reports:.0f} bytes, {items / reports:.1f} items")


if __name__ == "__main__":
    main()
