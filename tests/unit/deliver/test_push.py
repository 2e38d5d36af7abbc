"""Pushes: sealed as the specification's own example is, few lines of any digest, refused keys."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from monitor.deliver.push import sealing
from monitor.deliver.push.telling import MOST_BYTES, payload_of
from monitor.model.channels import Secret
from monitor.model.desk.devices import PushDevice
from tests.unit.deliver.kit import make_digest

# RFC 8291, 5.
THEIRS = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
PLAIN = b"When I grow up, I want to be a watermelon"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl"
    "95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def a_device(p256dh: str = THEIRS, auth: str = AUTH) -> PushDevice:
    return PushDevice(
        user="ali",
        label="Laptop",
        endpoint=Secret("https://push.example/abc"),
        p256dh=p256dh,
        auth=Secret(auth),
        subscriptions=("border-watch",),
        since=datetime(2026, 11, 22, tzinfo=UTC),
        id=7,
    )


def test_the_example_of_the_specification() -> None:
    own = sealing._private(sealing._decoded(OURS))
    assert sealing._coded(sealing.sealed(PLAIN, a_device(), salt=sealing._decoded(SALT), own=own)) == SEALED


def test_no_two_are_sealed_alike() -> None:
    assert sealing.sealed(PLAIN, a_device()) != sealing.sealed(PLAIN, a_device())


@pytest.mark.parametrize(
    "device",
    [
        a_device(p256dh=THEIRS[:-4]),
        a_device(p256dh="A" * 87),
        a_device(p256dh="B" + "A" * 86),
        a_device(auth="AAAA"),
        a_device(auth="***"),
    ],
    ids=["short", "no point", "not on the curve", "short secret", "no letters"],
)
def test_keys_that_are_none(device: PushDevice) -> None:
    with pytest.raises(ValueError, match=r"."):
        sealing.sealed(PLAIN, device)


def test_too_much_is_refused_here_and_not_by_every_service_otherwise() -> None:
    assert len(sealing.sealed(b"x" * (4096 - 103), a_device())) == 4096
    with pytest.raises(ValueError, match="too much"):
        sealing.sealed(b"x" * (4096 - 102), a_device())


@pytest.mark.parametrize("title", ["Bridge closed", "قافلة" * 200, "\U0001f6a8" * 500, '"\\\n' * 400, ""])
@pytest.mark.parametrize("stories", [0, 1, 4, 60])
def test_few_lines_of_any_digest(stories: int, title: str) -> None:
    digest = make_digest(stories, title=title)
    body = payload_of(digest, "an-id")
    assert len(body) <= MOST_BYTES
    told = json.loads(body)
    assert told["title"]
    assert told["tag"] == "an-id"
    assert told["page"].startswith("/story/" if stories == 1 else "/sent/digest?key=2026-11-22%2Fborder-watch")
    assert ("more" in told["body"]) is (stories == 60)
