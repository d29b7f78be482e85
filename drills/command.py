"""How each `python -m drills…` begins and ends."""

import sys
from collections.abc import Callable, Sequence


def run(main: Callable[[Sequence[str]], int], doc: str | None) -> None:
    """Ends the process with what `main` says of the words that were typed; Ctrl-C is no error."""
    if "--help" in sys.argv:
        sys.exit(doc)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
