"""What to do about a receiver that takes nothing: the last words of the sentence that operators are told."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.model.delivery import Receipt
from monitor.model.outcomes import SendResult

_CURES = tuple(
    (re.compile(pattern, re.IGNORECASE), cure)
    for pattern, cure in (
        (r"certificate has expired", "have it renewed, or mend the clock here (date -u)"),
        (r"certificate is not yet valid", "mend the clock here (date -u)"),
        (r"self.signed|local issuer|unable to get issuer|unknown ca", "if the authority is your own, name it: ca_file"),
        (r"(?:hostname|ip address) mismatch|doesn't match", "write the name that stands in the certificate"),
        (r"wrong_version_number|record_layer_failure|wrong version number", "no TLS begins on that port: starttls?"),
        (r"answered 5\d\d .*starttls|must issue a starttls", "set tls: starttls"),
        (r"answered 5\d\d .*\bauthenticat", "set username and password_env"),
        (r"answered 40[13]\b", "are its address and key those that the receiver gave?"),
        (r"answered 40[45]\b", "check its address"),
        (r"has no address|name or service not known|name resolution", "check the name, and this machine's name server"),
        (r"gave no answer within \S+ s\.$", "check host, port and firewall; port 465 needs tls: tls"),
        (r"cannot be reached|refused the connection", "check host, port and firewall"),
    )
)
"""The first that fits what is said."""


def with_cure(receipt: Receipt) -> Receipt:
    """`receipt`; of one that people have to mend, the sentence ends with how, where that can be told from it."""
    if receipt.result is SendResult.OK or receipt.stops:
        return receipt
    cure = next((cure for pattern, cure in _CURES if pattern.search(receipt.detail)), "")
    if not cure:
        return receipt
    end = cure if cure.endswith("?") else f"{cure}."
    return replace(receipt, detail=f"{receipt.detail.rstrip('.')}; {end}")
