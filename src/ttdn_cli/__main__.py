"""Runs the command line as a program: `ttdn`, or `python -m ttdn_cli`."""

import gc
import os
import sys

INTERRUPTED = 130


def run() -> None:
    """Run `ttdn` as a program; does not return."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nothing that happens to be installed alters a model
    gc.disable()  # a run is short and leaves no cycles worth looking for
    try:
        from ttdn_cli.cli import main

        code = main()
    except KeyboardInterrupt:  # while the program was still being imported
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    run()
