"""Prints what every command says of a folder, in every format, in one line each.

No test itself; tests/test_same_bytes.py runs `python -m tests.support.digest FOLDER` in processes that differ in what
must not matter.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256

from tests.support.inprocess import arguments, call, commands


def digests(*more: str, having: str = "") -> Iterator[str]:
    """Yield one line for each command, format and language: the call, its exit code, and a sum of what it wrote.

    `more` are arguments for the commands that have the parameter `having`; no other command is called then.
    """
    for command in commands():
        if having and having not in command.parameters:
            continue
        for form in command.formats or (None,):
            for language in ("vi", "en"):
                given = [*arguments(command, form), *(("--lang", language) if "lang" in command.parameters else ())]
                found = call(*given, *more)
                sums = (sha256(data).hexdigest() for data in (found.out, found.err.encode()))
                yield " ".join((*given, str(found.code), *sums))


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    sys.stdout.write("\n".join(digests()) + "\n")
