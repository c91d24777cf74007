"""Plans of many tasks and agencies with reports, as large as those of a province: no test itself."""

from __future__ import annotations

from pathlib import Path

YEAR = 2017
SCHEDULES = ("every: quarter", f"year: {YEAR}", "quarter: Q2", f"by: {YEAR}-05-15", "half: H1", "ongoing: true")
DONE = "state: done, completed_on: {year}-0{month}-10, progress: 100, evidence: [{n}/BC]"
STATES = (
    DONE,
    "state: in_progress, progress: 40, obstacles: Kinh phí cấp chậm so với tiến độ đề ra",
    DONE,
    "state: in_progress, progress: 60, proposals: Đề nghị bố trí kinh phí từ đầu năm",
    DONE,
)


def lay_out_big(folder: Path, tasks: int, agencies: int) -> Path:
    """Write a plan, its registry and the reports of two quarters into a folder, and return it.

    Each task has one lead and two coordinators, every seventh of which the lead does not name; every ninth agency
    sends no report for the second quarter.
    """
    offices = [f"don-vi-{number}" for number in range(1, agencies + 1)]
    registry = [
        f"  - {{id: {one}, name: Ủy ban nhân dân xã An Bình số {number} thuộc huyện Mỹ Thạnh}}"
        for number, one in enumerate(offices, 1)
    ]
    (folder / "agencies.yaml").write_text(
        "\n".join(["schema: ttdn/agencies/1", "agencies:", *registry, ""]), encoding="utf-8"
    )
    plan = [
        "schema: ttdn/plan/1", "id: lon", "revision: 1", f"begins: {YEAR}-01-01", f"ends: {YEAR}-12-31",
        "agencies: agencies.yaml", f"document: {{number: 9/KH-UBND, date: {YEAR}-01-05}}",
        "reporting: {every: quarter, due: 20}", "tasks:",
    ]  # fmt: skip
    led: dict[str, list[tuple[int, str]]] = {}
    for number in range(1, tasks + 1):
        lead, *others = (offices[(number * 7 + step) % agencies] for step in range(3))
        schedule = SCHEDULES[number % len(SCHEDULES)]
        plan += [
            f"  - id: {(number - 1) // 12 + 1}.{(number - 1) % 12 + 1}",
            f"    title: Tuyên truyền, quảng bá hình ảnh địa phương trên báo chí và mạng xã hội, đợt {number}",
            f"    lead: {lead}",
            f"    coordinators: [{', '.join(others)}]",
            f"    schedule: {{{schedule}}}",
        ]
        led.setdefault(lead, []).append((number, others[0] if number % 7 == 0 else ", ".join(others)))
    (folder / "plan.yaml").write_text("\n".join([*plan, ""]), encoding="utf-8")
    for quarter in (1, 2):
        for number, one in enumerate(offices):
            if quarter == 1 or number % 9:
                _write(folder / "reports" / f"{YEAR}-Q{quarter}" / f"{one}.yaml", one, quarter, led.get(one, []))
    return folder


def _write(path: Path, agency: str, quarter: int, led: list[tuple[int, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    month = 3 * quarter
    head = f"schema: ttdn/status/1\nagency: {agency}\nperiod: {YEAR}-Q{quarter}\nsubmitted_on: {YEAR}-0{month}-18\n"
    items = []
    for number, named in led:
        schedule = SCHEDULES[number % len(SCHEDULES)]
        if quarter == 1 and schedule == "quarter: Q2":
            continue
        task = f"{(number - 1) // 12 + 1}.{(number - 1) % 12 + 1}"
        state = STATES[(number // 6 + 2 * quarter) % len(STATES)].format(year=YEAR, month=month, n=number)
        occurrence = f", occurrence: {YEAR}-Q{quarter}" if schedule == "every: quarter" else ""
        items.append(f"  - {{task: '{task}'{occurrence}, coordinated_with: [{named}], {state}}}\n")
    path.write_text(head + ("items:\n" + "".join(items) if items else "nothing_to_report: true\n"), encoding="utf-8")
