"""What is trusted of a server that we meet over TLS."""

from __future__ import annotations

import ssl


def trusting(ca_file: str, *, verify: bool) -> ssl.SSLContext:
    """The system's authorities, or the one in `ca_file`; without `verify` anybody.

    Raises:
        OSError, ssl.SSLError: the file cannot be read.
    """
    context = ssl.create_default_context(cafile=ca_file or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
