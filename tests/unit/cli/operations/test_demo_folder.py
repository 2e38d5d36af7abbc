"""A question asked in the folder where a demo ran is about the demo, unless another place was named or has data."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from monitor.cli.arguments import Folders, asked_folders, shipped

DEMO = Path("data/demo")
FILES = {
    "of a demo": (("data/demo/monitor.db",), {}, DEMO),
    "with a configuration": (("data/demo/monitor.db", "config/monitor.yaml"), {}, DEMO),
    "data of their own": (("data/demo/monitor.db", "data/monitor.db"), {}, Path("data")),
    "data under another name": (("data/demo/monitor.db", "data/news.db"), {}, Path("data")),
    "a bot whose database lies elsewhere": (("data/demo/monitor.db", "data/run.json"), {}, Path("data")),
    "a demo that never came so far": (("data/demo/monitor.db.lock",), {}, Path("data")),
    "nothing at all": ((), {}, Path("data")),
    "a place that was named": (("data/demo/monitor.db",), {"named": True}, Path("data")),
    "another that was named": (("own/demo/monitor.db",), {"named": True, "data": Path("own")}, Path("own")),
}


@pytest.mark.parametrize(("files", "named", "about"), FILES.values(), ids=FILES)
def test_what_a_question_is_about(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    files: tuple[str, ...],
    named: dict[str, Any],
    about: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in files:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).touch()
    root = SimpleNamespace(obj=Folders(**{"config": Path("config"), "data": Path("data"), "named": False, **named}))
    context: Any = SimpleNamespace(find_root=lambda: root)
    found = asked_folders(context)
    assert found.data == about
    assert found.config == (Path("config") if about != DEMO or "config/monitor.yaml" in files else shipped("config"))
    assert ("This is about the demo" in capsys.readouterr().err) == (about == DEMO)
    assert asked_folders(context) == found, "from then on it is the command's own"
    assert capsys.readouterr().err == ""
