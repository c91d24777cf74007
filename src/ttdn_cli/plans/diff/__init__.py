"""What differs between two versions of a plan: changes of meaning, and changes of words alone.

Plans are compared by what they mean (occurrences, who leads, what is delivered), not by how they are written:
spelling of a time frame, comments and layout make no difference, and order is one of words alone.
"""

from __future__ import annotations

from ttdn_cli.plans.diff._record import Difference, Version, phrase
from ttdn_cli.plans.diff._registry import registry_differences
from ttdn_cli.plans.diff._rest import amendment_differences, duty_differences, plan_differences
from ttdn_cli.plans.diff._tasks import task_differences

__all__ = ["Difference", "Version", "compare", "phrase"]


def compare(old: Version, new: Version) -> tuple[Difference, ...]:
    """Return every difference between two versions of a plan, in the order in which a reader meets them.

    First the plan as a whole, then its tasks, duties and amendments, then the agencies and groups that it names.
    Within each item changes of meaning come before changes of words. The revision itself is no difference.
    """
    return (
        *plan_differences(old, new),
        *task_differences(old, new),
        *duty_differences(old, new),
        *amendment_differences(old, new),
        *registry_differences(old, new),
    )
