from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ENVIRONMENT = {
    "SMTP_PASSWORD": "CANARY-password",
    "HOOK_URL": "https://hooks.example.org/CANARY-url",
    "HOOK_SECRET": "whsec_" + "Q0FOQVJZ" * 4,
    "FTP_URL": "ftp://hooks.example.org/CANARY-url",
    "USERINFO_URL": "https://user:CANARY-user@hooks.example.org/",
    "EMPTY": "",
    "TWO_LINES": "CANARY-one\nCANARY-two",
}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good configuration in ./config of an empty working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "good", tmp_path / "config")
    return Path("config")


@pytest.fixture
def env() -> Callable[[str], str | None]:
    return ENVIRONMENT.get
