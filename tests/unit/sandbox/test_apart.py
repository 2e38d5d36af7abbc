"""What the fork server and the workers that it begins say when one cannot be begun."""

import subprocess
import sys

import pytest

_AS_A_FORK_SERVER = """
import sys
sys.orig_argv.append("from multiprocessing.forkserver import main")
import monitor.sandbox.apart
{failing}
"""


@pytest.mark.parametrize(
    ("failing", "said"),
    [
        ("open('/nowhere/at/all')", ""),
        ("raise EOFError", ""),
        ("raise ConnectionResetError('gone')", ""),
        ("raise MemoryError", "monitor: a parser's process cannot be started: MemoryError: \n"),
        ("import monitor.nothing", "monitor: a parser's process cannot be started: ModuleNotFoundError: "),
    ],
)
def test_no_traceback_is_printed_where_the_program_has_gone_or_a_worker_cannot_be_begun(
    failing: str, said: str
) -> None:
    command = [sys.executable, "-c", _AS_A_FORK_SERVER.format(failing=failing)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert bool(done.stderr) == bool(said)
    assert "Traceback" not in done.stderr
