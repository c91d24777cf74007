"""The front door: answers `--version` before anything is imported, and ends the process."""

import os
import sys

from ttdn_cli import __version__

COULD_NOT_WRITE = 3
INTERRUPTED = 130


def run() -> None:
    """Run `ttdn` as a program; does not return."""
    try:
        _run()
    except KeyboardInterrupt:  # while the program was still being imported, or was ending
        os._exit(INTERRUPTED)


def _run() -> None:
    if sys.argv[1:2] in (["--version"], ["-V"]):
        try:
            print(f"ttdn {__version__}", flush=True)  # noqa: T201 - the whole answer
        except BrokenPipeError:
            os._exit(0)
        except OSError:
            os._exit(COULD_NOT_WRITE)
        return
    import gc

    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nothing that happens to be installed alters a model
    gc.disable()  # a run is short and leaves no cycles worth looking for
    from ttdn_cli.cli import leave, main

    leave(main())


if __name__ == "__main__":
    run()
