"""Runs the command line as a program: `ttdn`, or `python -m ttdn_cli`."""

import gc
import os
import sys

INTERRUPTED = 130


def run() -> None:
    """Run `ttdn` as a program; does not return."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nothing that happens to be installed alters a model
    gc.disable()  # a run is short and leaves no cycles worth looking for
    sys.unraisablehook = pass_over_signals
    try:
        from ttdn_cli.cli import main

        code = main()
    except KeyboardInterrupt:  # while the program was still being imported
        code = INTERRUPTED
    sys.exit(code)


def pass_over_signals(lost: "sys.UnraisableHookArgs") -> None:
    """Say nothing of a signal that came where nothing can be raised: it ends the run all the same, a little later."""
    if getattr(lost.exc_type, "__name__", "") not in ("KeyboardInterrupt", "Terminated"):
        sys.__unraisablehook__(lost)


if __name__ == "__main__":
    run()
