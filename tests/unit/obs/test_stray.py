"""A log of JSON lines holds nothing else, whoever prints: libraries, threads, C code, and processes of ours."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import ctypes, os, subprocess, sys, threading, warnings
import structlog
from monitor.obs.logs import configure_logs
from monitor.obs.stray import StrayLines

stray = StrayLines()
configure_logs("json", "info", stray.err)
log = structlog.get_logger("monitor")
log.info("first", action="test", many=["a", "b"])
print("a stray print\\nwith a second line")
warnings.warn("a library's warning")
sys.stderr.write("half a line, ")
sys.stderr.flush()
libc = ctypes.CDLL(None)
libc.write(2, b"from C\\n", 7)
libc.write(1, b"C on standard output\\n", 21)
subprocess.run([sys.executable, "-c", "import sys; print('a child', file=sys.stderr)"], check=True)

def broken():
    raise ValueError("in a thread\\x1b[31m")

thread = threading.Thread(target=broken)
thread.start()
thread.join()
stray.out.write("meant for standard output\\n")
log.info("last", action="test")
if len(sys.argv) > 1:
    stray.end()
    print("behind the end")
    sys.stdout.flush()
    stray.end()
    os._exit(3)
raise KeyError("unhandled")
"""


def ran(*arguments: str) -> tuple[list[dict[str, object]], str]:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert answer.returncode == (3 if arguments else 1)
    return [json.loads(line) for line in answer.stderr.splitlines()], answer.stdout


def test_every_line_is_an_event_and_nothing_is_lost() -> None:
    events, out = ran("end")
    assert out == "meant for standard output\nbehind the end\n"
    said = json.dumps(events)
    for told in ("a stray print", "with a second line", "a library's warning", "half a line, from C"):
        assert told in said
    for told in ("C on standard output", "a child", "ValueError: in a thread", "in broken"):
        assert told in said
    assert "\\u001b" not in said
    strays = [event for event in events if event["action"] == "stray"]
    assert {event["level"] for event in strays} == {"warning"}
    assert [event["event"] for event in events if event["action"] == "test"] == ["first", "last"]
    assert events[0]["many"] == ["a", "b"]


def test_the_last_words_of_a_program_that_breaks_are_an_event_too() -> None:
    events, _ = ran()
    assert "KeyError: 'unhandled'" in json.dumps(events[-1])
