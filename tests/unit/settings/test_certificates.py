"""Certificates that are shown to a mail server are looked at when the configuration is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from monitor.errors import ConfigError
from monitor.model.config import EmailChannel
from monitor.settings.load import load_settings

MAIL = """channels:
  out:
    type: email
    host: smtp.example.org
    from: monitor@example.org
    client_cert: cert.pem
    client_key: key.pem
"""


def closed(key: bytes) -> bytes:
    form = (Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    return load_pem_private_key(key, None).private_bytes(*form)


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("own", ""),
        ("another", "7: channels.out.client_key: this key is not the key of client_cert. Name the two"),
        ("closed", "7: channels.out.client_key: this key is closed with a password. Store it without one: openssl"),
        ("none", "7: channels.out.client_key: no certificate with its key can be read here. Both have to be PEM"),
        ("absent", "7: channels.out.client_key: the file config/key.pem does not exist. Paths are"),
    ],
)
def test_a_pair_of_files(config: Path, env: Callable[[str], str | None], which: str, said: str) -> None:
    authority = trustme.CA()
    issued, other = authority.issue_cert("bot@example.org"), authority.issue_cert("other@example.org")
    keys = {
        "own": issued.private_key_pem.bytes(),
        "another": other.private_key_pem.bytes(),
        "closed": closed(issued.private_key_pem.bytes()),
        "none": b"hello\n",
    }
    (config / "monitor.yaml").write_text(MAIL)
    (config / "cert.pem").write_bytes(issued.cert_chain_pems[0].bytes())
    if which in keys:
        (config / "key.pem").write_bytes(keys[which])
    if not said:
        (mail,) = load_settings(config, env).channels
        assert isinstance(mail, EmailChannel)
        assert (mail.client_cert, mail.client_key) == ("config/cert.pem", "config/key.pem")
        return
    with pytest.raises(ConfigError) as refused:
        load_settings(config, env)
    assert f"config/monitor.yaml:{said}" in str(refused.value)
