"""Rule `expired-waiver`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.waivers import WaiverCase
from ttdn_cli.rules._base import WaiverRule
from ttdn_cli.text.i18n import N_


class ExpiredWaiver(WaiverRule):
    """The last day of a waiver is over on the as-of date, so it takes nothing out of the verdict any more.

    ## Why it matters
    A waiver is a decision for a time. When that time is over, what it set aside counts again; either somebody
    decides anew or the waiver leaves the file.

    ## Bad
    ```yaml
    schema: ttdn/waivers/1
    waivers:
      - rule: overdue
        agency: Sở An Bình
        reason: Bão số 2
        authority: 9/QĐ-UBND
        until: 2017-07-04
    ```

    ## Good
    ```yaml
    schema: ttdn/waivers/1
    waivers:
      - rule: overdue
        agency: Sở An Bình
        reason: Bão số 2
        authority: 9/QĐ-UBND
        until: 2017-07-05
    ```
    """

    name = "expired-waiver"
    severity = Severity.WARNING
    message = N_("The waiver of {rule} ({scope}; {authority}) held until {until} and is over on {as_of}")
    hint = N_("Enter the decision that extends the waiver, or take the waiver out of the file")

    def check(self, seen: WaiverCase) -> Iterator[Finding]:
        """Yield a finding for every waiver whose last day is before D."""
        as_of = seen.case.as_of
        for use in seen.uses:
            if use.waiver.until < as_of:
                yield self.waiver_finding(seen, use, as_of=as_of)
