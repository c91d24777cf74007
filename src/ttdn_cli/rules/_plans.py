"""What `invalid-field` says of plans and registries: a message and a hint for each code."""

from ttdn_cli.text.i18n import N_

PLAN_WORDS = {
    "members_or_open": (
        N_("A group has either members or open: true"),
        N_("List the members, or write open: true"),
    ),
    "schedule_forms": (
        N_("schedule must have exactly one time frame"),
        N_("Give one of year, quarter, half, month, every, by, from and to, milestones, ongoing, unspecified"),
    ),
    "schedule_open_ended": (
        N_("open_ended goes with from alone"),
        N_("Give from and no to, or take open_ended out"),
    ),
    "schedule_from_to": (N_("from and to belong together"), N_("Give both days")),
    "schedule_on": (
        N_("on goes with every alone"),
        N_("Write every with the rhythm, or give the due day with by"),
    ),
    "schedule_on_year": (
        N_("In a yearly rhythm on is a month and a day"),
        N_("Write for example on: 12-15"),
    ),
    "schedule_on_day": (
        N_("on is a day of the period's last month, not a month and a day"),
        N_("Write for example on: 20; 31 is the last day of any month"),
    ),
    "no_such_due_day": (
        N_("{field}: there is no such day: {value}"),
        N_("Write a month and a day that exist, for example 12-15"),
    ),
    "too_many_groups": (
        N_("The registry has more than {limit} groups"),
        N_("Leave out the groups that no plan names"),
    ),
    "too_many_years": (N_("The plan runs for more than {limit} years"), N_("Correct begins or ends")),
    "too_many_amendments": (
        N_("The plan has more than {limit} amendments"),
        N_("Write a new plan that holds what they say"),
    ),
    "too_many_occurrences": (
        N_("The tasks of the plan have more than {limit} occurrences, counted again after each amendment"),
        N_("Divide the plan into several files"),
    ),
    "ends_before_begins": (N_("The plan ends before it begins"), N_("Correct begins or ends")),
}
