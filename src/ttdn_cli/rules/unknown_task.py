"""Rule `unknown-task`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class UnknownTask(InputRule):
    """The plan has no such task, or the task has no such occurrence.

    ## Why it matters
    The item is left out, because nobody can say which work it speaks of. Ids are compared letter for
    letter: d and đ are different items.

    ## Bad
    ```yaml
    - task: T.9
      state: in_progress
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
    ```
    """

    name = "unknown-task"
    severity = Severity.ERROR
    words = {
        "task": (
            N_("The plan has no task “{name}”"),
            N_("Write the id as in the plan; meant may be: {near}; tasks of this agency: {tasks}"),
            N_("Write the id as in the plan; tasks of this agency: {tasks}"),
            N_("Write the id as in the plan; meant may be: {near}"),
            N_("Write the id as in the plan; ttdn plan show lists the tasks"),
        ),
        "occurrence": (N_("Task {task} has no occurrence “{name}”"), N_("Write one of: {known}")),
        "which": (
            N_("Task {task} has several occurrences and none covers {found}"),
            N_("Add occurrence: with one of: {known}"),
        ),
    }
