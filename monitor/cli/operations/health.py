"""`monitor health`: ask the running bot how it is; also the container's health check."""

from __future__ import annotations

import http.client
import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.arguments import asked_folders
from monitor.cli.output import NOT_WELL, print_json, say
from monitor.obs.refusals import last_refusal

RUN_FILE = "run.json"
_TIMEOUT_S = 5.0


def health(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Ask the running bot how it is. Status 0 if all is well, 1 if not or if none runs.

    Example: monitor health --json
    """
    report = ask(asked_folders(context).data)
    if as_json:
        print_json(report)
    else:
        say(f"{report['status']}")
        for check in report["checks"]:
            say(f"  {'ok ' if check['ok'] else 'RED'}  {check['name']}: {check['detail']}")
        for note in report["notes"]:
            say(f"  note: {note}")
    raise typer.Exit(0 if report["status"] == "ok" else NOT_WELL)


def write_run_file(data: Path, host: str, port: int) -> Path:
    """Note where the running bot answers; written whole or not at all."""
    path = data / RUN_FILE
    fresh = path.with_suffix(".tmp")
    fresh.write_text(json.dumps({"pid": os.getpid(), "host": host, "port": port}), encoding="utf-8")
    fresh.chmod(0o600)
    fresh.replace(path)
    return path


def ask(data: Path) -> dict[str, Any]:
    """The running bot's report, or a red one that says why there is none."""
    path = data / RUN_FILE
    try:
        where = json.loads(path.read_text(encoding="utf-8"))
        host, port, pid = str(where["host"]), int(where["port"]), int(where["pid"])
    except FileNotFoundError:
        return _red(f"no monitor runs on {data} (there is no {path}){_why_not(data)}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        return _red(f"{path} cannot be read: {error}")
    if port == 0:
        return _red("the status port is switched off (server.port: 0), so the bot cannot be asked")
    try:
        return _get(host, port)
    except (OSError, ValueError, http.client.HTTPException) as error:
        gone = f"process {pid} does not answer on {host}:{port} ({error}); it may have been killed"
        return _red(f"{gone}{_why_not(data)}")


def _get(host: str, port: int) -> dict[str, Any]:
    # An address that means "every interface" is reached over loopback.
    connection = http.client.HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, _TIMEOUT_S)  # noqa: S104
    try:
        connection.request("GET", "/healthz")
        report = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    if not isinstance(report, dict) or "status" not in report:
        raise ValueError("not a health report")
    return report


def _why_not(data: Path) -> str:
    """What the last start that was refused said."""
    last = last_refusal(data)
    if last is None:
        return "; start it: monitor run" if data.is_dir() else f"; there is no folder {data}: name it with --data DIR"
    return f"; a start at {last.at:%Y-%m-%d %H:%M} UTC was refused: {last.why}"


def _red(detail: str) -> dict[str, Any]:
    return {"status": "red", "checks": [{"name": "process", "ok": False, "detail": detail}], "notes": []}
