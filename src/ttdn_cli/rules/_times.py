"""What `invalid-field` says of days, periods and occurrences: a message and a hint for each code."""

from ttdn_cli.text.i18n import N_

TIME_WORDS = {
    "day": (
        N_("{field} is not a date: {value}"),
        N_("Write year-month-day (2017-06-28) or day/month/year (28/6/2017)"),
    ),
    "short_year": (
        N_("{field}: the year has only two digits: {value}"),
        N_("Write the year with four digits: 28/6/2017"),
    ),
    "no_month": (
        N_("{field}: there is no month {number}: {value}"),
        N_("Write the day first, then the month: 28/6/2017"),
    ),
    "no_day_of_month": (
        N_("{field}: there is no day {value}: {month} has {days} days"),
        N_("Correct the day or the month"),
    ),
    "no_day_of_february": (
        N_("{field}: there is no day {value}: February {year} has {days} days"),
        N_("Correct the day or the month"),
    ),
    "no_quarter": (
        N_("{field}: there is no quarter {number}: {value}"),
        N_("A year has four quarters: write for example Quý II/2017"),
    ),
    "no_half": (
        N_("{field}: there is no half-year {number}: {value}"),
        N_("Write for example 2017-H1, or 2017-H2"),
    ),
    "no_year": (
        N_("{field}: the year is missing: {value}"),
        N_("Write the year too: Quý II/2017"),
    ),
    "period": (
        N_("{field} is not a period: {value}"),
        N_("Write for example 2017-Q2 or Quý II/2017, with the year"),
    ),
    "occurrence": (
        N_("{field} is not an occurrence: {value}"),
        N_("Write for example 2017-Q1 or Quý I/2017, with the year"),
    ),
}
