"""What a receiver says ends with what to do, where that can be told; nothing else of the receipt changes."""

from __future__ import annotations

import pytest

from monitor.deliver.cures import with_cure
from monitor.model.delivery import Receipt
from monitor.model.outcomes import SendResult

MX = "mx.example:587"
SAID = {
    f"{MX}: the certificate was refused (certificate has expired).": "have it renewed, or mend the clock here",
    f"{MX}: the certificate was refused (certificate is not yet valid).": "mend the clock here (date -u)",
    f"{MX}: the certificate was refused (self-signed certificate).": "if the authority is your own, name it: ca_file",
    f"{MX}: the certificate was refused (unable to get local issuer certificate).": "name it: ca_file",
    f"{MX}: the certificate was refused (Hostname mismatch, certificate is not valid for 'mx').": "write the name",
    f"{MX}: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006).": "no TLS begins on that port: starttls?",
    f"{MX} answered 530 5.7.0 Must issue a STARTTLS command first.": "set tls: starttls.",
    f"{MX} answered 530 5.7.1 Authentication required": "set username and password_env.",
    f"{MX} gave no answer within 30 s.": "port 465 needs tls: tls.",
    f"{MX} cannot be reached: Connect call failed ('192.0.2.1', 587).": "check host, port and firewall.",
    f"{MX} cannot be reached: [Errno -2] Name or service not known.": "check the name, and this machine's name server.",
    "hook.example answered 401: no": "are its address and key those that the receiver gave?",
    "hook.example answered 403.": "are its address and key those that the receiver gave?",
    "hook.example answered 404.": "check its address.",
    "hook.example answered 405.": "check its address.",
    "hook.example: the name hook.example has no address": "check the name, and this machine's name server.",
}
AS_IT_IS = [
    f"{MX} answered 451 4.7.1 greylisted, come back later",
    f"{MX} answered 550 5.1.1 no such user",
    f"{MX} gave no answer within 600 s after the end of the mail.",
    "hook.example answered 500.",
    "hook.example answered 429: slow down",
    "digests cannot be written: no space left on device. Check the folder's owner and free space.",
]


@pytest.mark.parametrize(("detail", "cure"), SAID.items(), ids=range(len(SAID)))
def test_the_sentence_ends_with_what_to_do(detail: str, cure: str) -> None:
    before = Receipt(result=SendResult.TEMPORARY, detail=detail, retry_after_s=9)
    after = with_cure(before)
    assert after.detail.startswith(f"{detail.rstrip('.')}; ")
    assert cure in after.detail
    assert (after.result, after.retry_after_s) == (before.result, before.retry_after_s)


@pytest.mark.parametrize("detail", AS_IT_IS)
def test_where_nothing_can_be_told_it_stays_as_it_is(detail: str) -> None:
    receipt = Receipt(result=SendResult.TEMPORARY, detail=detail)
    assert with_cure(receipt) == receipt


def test_what_went_well_stays_as_it_is() -> None:
    receipt = Receipt(result=SendResult.OK, detail="answered 404 words")
    assert with_cure(receipt) == receipt
