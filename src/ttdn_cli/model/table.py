"""How every file is read, made from `model.shapes` by `python -m tests.shapes`: not to be edited."""

from __future__ import annotations

from collections.abc import Mapping

from ttdn_cli.model import agencies, days_off, plan, schedule, status, waivers
from ttdn_cli.model.fields import (
    read_day,
    read_flag,
    read_id,
    read_occurrence,
    read_period,
    read_slug,
    read_state,
    read_text,
    read_words,
    read_yes,
)
from ttdn_cli.model.forms import Reader, literal, many, mapping, one_or_many, optional, record, whole
from ttdn_cli.model.records import Record

AGENCIES_AGENCY = record(
    agencies.Agency,
    {
        "id": ("id", read_slug),
        "name": ("name", read_text),
    },
    {
        "name_en": ("name_en", optional(read_text), None),
        "aliases": ("aliases", many(read_text), ()),
        "kind": ("kind", optional(read_text), None),
        "valid_from": ("valid_from", optional(read_day), None),
        "valid_to": ("valid_to", optional(read_day), None),
        "successor": ("successor", one_or_many(read_slug), ()),
    },
)
AGENCIES_GROUP = record(
    agencies.Group,
    {
        "id": ("id", read_slug),
        "name": ("name", read_text),
    },
    {
        "aliases": ("aliases", many(read_text), ()),
        "members": ("members", many(read_slug), ()),
        "requires": ("requires", literal("any", "all"), "any"),
        "open": ("open", read_flag, False),
    },
    agencies.wrong_group,
)
AGENCIES_REGISTRY = record(
    agencies.Registry,
    {
        "schema": ("form", literal("ttdn/agencies/1")),
        "agencies": ("agencies", many(AGENCIES_AGENCY, 1)),
    },
    {
        "groups": ("groups", many(AGENCIES_GROUP), ()),
    },
    agencies.wrong_registry,
)
DAYS_OFF_HOLIDAY = record(
    days_off.Holiday,
    {
        "date": ("date", read_day),
        "name": ("name", read_text),
    },
    {},
)
DAYS_OFF_YEAR = record(
    days_off.Year,
    {
        "year": ("year", whole(0)),
        "source": ("source", read_text),
        "dated": ("dated", read_day),
        "days": ("days", many(DAYS_OFF_HOLIDAY, 1)),
    },
    {},
)
DAYS_OFF_DAYSOFF = record(
    days_off.DaysOff,
    {
        "schema": ("form", literal("ttdn/days-off/1")),
        "years": ("years", many(DAYS_OFF_YEAR, 1)),
    },
    {},
)
PLAN_DOCUMENT = record(
    plan.Document,
    {},
    {
        "number": ("number", optional(read_text), None),
        "date": ("date", optional(read_day), None),
        "place": ("place", optional(read_text), None),
        "issuer": ("issuer", optional(read_text), None),
        "signer": ("signer", optional(read_text), None),
        "programme": ("programme", optional(read_text), None),
        "title": ("title", optional(read_text), None),
    },
)
PLAN_SECTION = record(
    plan.Section,
    {
        "id": ("id", read_id),
        "title": ("title", read_text),
    },
    {},
)
SCHEDULE_DELIVERABLE = record(
    schedule.Deliverable,
    {
        "name": ("name", read_text),
    },
    {
        "quantity": ("quantity", optional(whole(0)), None),
        "unit": ("unit", optional(read_text), None),
    },
)
SCHEDULE_MILESTONE = record(
    schedule.Milestone,
    {
        "by": ("by", read_day),
    },
    {
        "name": ("name", optional(read_text), None),
        "percent": ("percent", optional(whole(0, 100)), None),
        "deliverables": ("deliverables", many(SCHEDULE_DELIVERABLE), ()),
    },
)
SCHEDULE_SCHEDULE = record(
    schedule.Schedule,
    {},
    {
        "year": ("year", optional(whole(0)), None),
        "quarter": ("quarter", optional(read_text), None),
        "half": ("half", optional(read_text), None),
        "month": ("month", optional(read_text), None),
        "every": ("every", optional(literal("month", "quarter", "half", "year")), None),
        "by": ("by", optional(read_day), None),
        "from": ("from_", optional(read_day), None),
        "to": ("to", optional(read_day), None),
        "open_ended": ("open_ended", read_flag, False),
        "milestones": ("milestones", optional(many(SCHEDULE_MILESTONE, 1)), None),
        "ongoing": ("ongoing", optional(read_yes), None),
        "unspecified": ("unspecified", optional(read_yes), None),
        "tentative": ("tentative", read_flag, False),
        "aspirational": ("aspirational", read_flag, False),
        "duration_days": ("duration_days", optional(whole(0)), None),
        "as_written": ("as_written", optional(read_text), None),
    },
    schedule.wrong_schedule,
)
PLAN_TASK = record(
    plan.Task,
    {
        "id": ("id", read_id),
        "title": ("title", read_text),
        "schedule": ("schedule", SCHEDULE_SCHEDULE),
    },
    {
        "section": ("section", optional(read_text), None),
        "content": ("content", one_or_many(read_text), ()),
        "lead": ("lead", one_or_many(read_slug), ()),
        "coordinators": ("coordinators", many(read_slug), ()),
        "scopes": ("scopes", mapping(read_slug, read_text), {}),
        "deliverables": ("deliverables", many(SCHEDULE_DELIVERABLE), ()),
    },
)
PLAN_DUTY = record(
    plan.Duty,
    {
        "id": ("id", read_id),
        "agencies": ("agencies", many(read_slug, 1)),
        "role": ("role", literal("lead", "coordinate", "focal", "perform")),
        "text": ("text", read_text),
    },
    {
        "with": ("with_", many(read_slug), ()),
        "when": ("when", optional(read_text), None),
    },
)
PLAN_REPORTING = record(
    plan.Reporting,
    {},
    {
        "every": ("every", literal("month", "quarter", "half", "year"), "quarter"),
        "to": ("to", optional(read_slug), None),
        "due": ("due", optional(whole(1, 31)), None),
    },
)
PLAN_ASSUMPTION = record(
    plan.Assumption,
    {
        "about": ("about", read_text),
        "text": ("text", read_text),
    },
    {},
)
PLAN_CHANGE = record(
    plan.Change,
    {},
    {
        "lead": ("lead", optional(one_or_many(read_slug)), None),
        "coordinators": ("coordinators", optional(many(read_slug)), None),
        "scopes": ("scopes", optional(mapping(read_slug, read_text)), None),
        "schedule": ("schedule", optional(SCHEDULE_SCHEDULE), None),
        "deliverables": ("deliverables", optional(many(SCHEDULE_DELIVERABLE)), None),
        "withdrawn": ("withdrawn", optional(read_yes), None),
    },
)
PLAN_AMENDMENT = record(
    plan.Amendment,
    {
        "document": ("document", PLAN_DOCUMENT),
        "effective": ("effective", read_day),
        "changes": ("changes", mapping(read_words, PLAN_CHANGE)),
    },
    {
        "revision": ("revision", optional(whole(0)), None),
        "reason": ("reason", optional(read_text), None),
    },
)
PLAN_PLAN = record(
    plan.Plan,
    {
        "schema": ("form", literal("ttdn/plan/1")),
        "id": ("id", read_slug),
        "revision": ("revision", whole(0)),
        "begins": ("begins", read_day),
        "ends": ("ends", read_day),
        "agencies": ("agencies", read_text),
        "tasks": ("tasks", many(PLAN_TASK, 1)),
    },
    {
        "language": ("language", read_text, "vi"),
        "document": ("document", PLAN_DOCUMENT, PLAN_DOCUMENT({})),
        "parent": ("parent", optional(PLAN_DOCUMENT), None),
        "due_on_days_off": ("due_on_days_off", optional(literal("next-working-day")), None),
        "days_off": ("days_off", optional(read_text), None),
        "legal_bases": ("legal_bases", many(read_text), ()),
        "purposes": ("purposes", many(read_text), ()),
        "requirements": ("requirements", many(read_text), ()),
        "sections": ("sections", many(PLAN_SECTION), ()),
        "duties": ("duties", many(PLAN_DUTY), ()),
        "funding": ("funding", optional(read_text), None),
        "recipients": ("recipients", many(read_text), ()),
        "reporting": ("reporting", PLAN_REPORTING, PLAN_REPORTING({})),
        "assumptions": ("assumptions", many(PLAN_ASSUMPTION), ()),
        "amendments": ("amendments", many(PLAN_AMENDMENT), ()),
    },
    plan.wrong_plan,
)
STATUS_PERSON = record(
    status.Person,
    {},
    {
        "name": ("name", optional(read_text), None),
        "title": ("title", optional(read_text), None),
    },
)
STATUS_LETTER = record(
    status.Letter,
    {},
    {
        "number": ("number", optional(read_text), None),
        "date": ("date", optional(read_day), None),
    },
)
STATUS_STATUSHEAD = record(
    status.StatusHead,
    {
        "schema": ("form", literal("ttdn/status/1")),
        "agency": ("agency", read_text),
        "period": ("period", read_period),
        "submitted_on": ("submitted_on", read_day),
    },
    {
        "plan_revision": ("plan_revision", optional(whole(0)), None),
        "submitted_by": ("submitted_by", optional(STATUS_PERSON), None),
        "document": ("document", optional(STATUS_LETTER), None),
        "nothing_to_report": ("nothing_to_report", read_flag, False),
    },
)
STATUS_DELIVERABLE = record(
    status.Deliverable,
    {
        "name": ("name", read_text),
        "quantity": ("quantity", whole(0)),
    },
    {
        "unit": ("unit", optional(read_text), None),
    },
)
STATUS_ITEM = record(
    status.Item,
    {
        "task": ("task", read_text),
        "state": ("state", read_state),
    },
    {
        "occurrence": ("occurrence", optional(read_occurrence), None),
        "completed_on": ("completed_on", optional(read_day), None),
        "progress": ("progress", optional(whole(0, 100)), None),
        "coordinated_with": ("coordinated_with", many(read_text), ()),
        "deliverables": ("deliverables", many(STATUS_DELIVERABLE), ()),
        "evidence": ("evidence", many(read_text), ()),
        "result": ("result", optional(read_words), None),
        "obstacles": ("obstacles", optional(read_words), None),
        "proposals": ("proposals", optional(read_words), None),
    },
    status.wrong_item,
)
STATUS_STATUS = record(
    status.Status,
    {
        "schema": ("form", literal("ttdn/status/1")),
        "agency": ("agency", read_text),
        "period": ("period", read_period),
        "submitted_on": ("submitted_on", read_day),
    },
    {
        "plan_revision": ("plan_revision", optional(whole(0)), None),
        "submitted_by": ("submitted_by", optional(STATUS_PERSON), None),
        "document": ("document", optional(STATUS_LETTER), None),
        "nothing_to_report": ("nothing_to_report", read_flag, False),
        "items": ("items", many(STATUS_ITEM), ()),
    },
    status.wrong_status,
)
WAIVERS_WAIVER = record(
    waivers.Waiver,
    {
        "rule": ("rule", read_text),
        "reason": ("reason", read_text),
        "authority": ("authority", read_text),
        "until": ("until", read_day),
    },
    {
        "agency": ("agency", optional(read_text), None),
        "task": ("task", optional(read_text), None),
        "period": ("period", optional(read_period), None),
    },
)
WAIVERS_WAIVERS = record(
    waivers.Waivers,
    {
        "schema": ("form", literal("ttdn/waivers/1")),
    },
    {
        "waivers": ("waivers", many(WAIVERS_WAIVER), ()),
    },
)

READERS: Mapping[type[Record], Reader] = {
    agencies.Agency: AGENCIES_AGENCY,
    agencies.Group: AGENCIES_GROUP,
    agencies.Registry: AGENCIES_REGISTRY,
    days_off.Holiday: DAYS_OFF_HOLIDAY,
    days_off.Year: DAYS_OFF_YEAR,
    days_off.DaysOff: DAYS_OFF_DAYSOFF,
    plan.Document: PLAN_DOCUMENT,
    plan.Section: PLAN_SECTION,
    schedule.Deliverable: SCHEDULE_DELIVERABLE,
    schedule.Milestone: SCHEDULE_MILESTONE,
    schedule.Schedule: SCHEDULE_SCHEDULE,
    plan.Task: PLAN_TASK,
    plan.Duty: PLAN_DUTY,
    plan.Reporting: PLAN_REPORTING,
    plan.Assumption: PLAN_ASSUMPTION,
    plan.Change: PLAN_CHANGE,
    plan.Amendment: PLAN_AMENDMENT,
    plan.Plan: PLAN_PLAN,
    status.Person: STATUS_PERSON,
    status.Letter: STATUS_LETTER,
    status.StatusHead: STATUS_STATUSHEAD,
    status.Deliverable: STATUS_DELIVERABLE,
    status.Item: STATUS_ITEM,
    status.Status: STATUS_STATUS,
    waivers.Waiver: WAIVERS_WAIVER,
    waivers.Waivers: WAIVERS_WAIVERS,
}
