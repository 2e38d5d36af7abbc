"""An edit of a file as a patch, for folders that the program may not write to."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from monitor.settings.yaml import WATCHLISTS

_NO_END = "\n\\ No newline at end of file\n"


def patch_of(path: Path, before: str | None, after: str) -> str:
    """What `git apply` takes in the repository that `path` lies in; outside of one, beside the folder config/.

    `before`: the file's text, None if it is to be made.
    """
    name = _name(path)
    head = [f"diff --git a/{name} b/{name}\n"]
    head += ["new file mode 100644\n"] if before is None else []
    old = "/dev/null" if before is None else f"a/{name}"
    lines = difflib.unified_diff(_lines(before or ""), _lines(after), old, f"b/{name}", n=3)
    return "".join(
        [*head, *(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)]
    )


def _lines(text: str) -> list[str]:
    """By line feeds alone, as git counts lines."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _name(path: Path) -> str:
    whole = path.absolute()
    for folder in whole.parents:
        if (folder / ".git").exists():
            return whole.relative_to(folder).as_posix()
    config = whole.parent.parent if whole.parent.name == WATCHLISTS else whole.parent
    return whole.relative_to(config.parent).as_posix()
