"""Compiled templates beside the program's own compiled modules, so that no start compiles them anew.

As with those (PEP 3147): they lie in `__pycache__`, and nothing is kept where that cannot be written or the interpreter
was told not to. Who can write there can change the program itself.
"""

from __future__ import annotations

import io
import sys
import tempfile
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class KeptTemplates(BytecodeCache):
    """Of one environment, `kind` of which says which: the same template may be compiled otherwise by another."""

    def __init__(self, kind: str) -> None:
        self._kind = f"{kind}|{jinja2.__version__}"
        self._folder = Path(cache_from_source(__file__)).parent

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What the file is called; what the template says is compared by a checksum inside."""
        return sha256(f"{self._kind}|{name}|{filename}".encode()).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if it was kept for this interpreter and this text of the template."""
        try:
            kept = self._file(bucket).read_bytes()
        except OSError:
            return
        try:
            bucket.load_bytecode(io.BytesIO(kept))
        except Exception:  # noqa: BLE001 - a damaged file, whatever pickle and marshal say of it
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, whole or not at all."""
        if sys.dont_write_bytecode:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix="template", delete=False) as file:
                file.write(bucket.bytecode_to_string())
            # Else only who was first could read it.
            Path(file.name).chmod(Path(__file__).stat().st_mode & 0o666)
            Path(file.name).replace(self._file(bucket))
        except OSError:
            pass

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{bucket.key}.{sys.implementation.cache_tag}.bin"
