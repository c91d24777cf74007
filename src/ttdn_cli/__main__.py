"""The front door: answers `--version` before anything is imported, and ends the process."""

import sys

from ttdn_cli import __version__


def run() -> None:
    """Run `ttdn` as a program; does not return."""
    if sys.argv[1:2] in (["--version"], ["-V"]):
        print(f"ttdn {__version__}")  # noqa: T201 - the whole answer
        return
    import gc

    gc.disable()  # a run is short and leaves no cycles worth looking for
    from ttdn_cli.cli import leave, main

    leave(main())


if __name__ == "__main__":
    run()
