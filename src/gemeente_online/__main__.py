"""Where the command starts; also ``python -m gemeente_online``."""

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from gemeente_online.cli.ending import end_at_once

        end_at_once(b"")
    except KeyboardInterrupt:  # after this nothing raises it any more
        os._exit(130)
    gc.disable()  # nothing that is imported is garbage; switched on again before files are read
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no search through all packages
    shell = os.environ.get("_GEMEENTE_ONLINE_WORDS")  # set by the completion scripts
    if shell:
        from gemeente_online.cli.completion.shells import answer

        sys.exit(answer(shell, sys.argv[1:]))
    from gemeente_online.cli.app import INTERRUPTED, run

    end_at_once(INTERRUPTED.encode())
    exit_code = run(sys.argv[1:])
    with suppress(OSError):  # has been told
        sys.stdout.flush()
    os._exit(exit_code)  # freeing every object first would take longer than scoring a file


if __name__ == "__main__":
    main()
