"""Browsers that take pushes: kept over restarts, one for each address, ended and back; the key is made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from store_world import World, minutes

from monitor.model.channels import Secret
from monitor.model.desk.devices import PushDevice
from monitor.ports import Store

ALI = PushDevice(
    user="ali",
    label="Laptop",
    endpoint=Secret("https://push.example/abc"),
    p256dh="BA",
    auth=Secret("AA"),
    subscriptions=("a", "b"),
    since=minutes(1),
)


def test_kept_over_restarts(opener: Callable[[], Store]) -> None:
    number = opener().keep_device(ALI)
    store = opener()
    assert list(store.devices()) == [replace(ALI, id=number)]
    assert store.push_key(b"k" * 32) == b"k" * 32
    assert "abc" not in repr(store.devices())
    assert opener().push_key(b"x" * 32) == b"k" * 32


def test_one_with_the_same_address_takes_its_place_under_another_number(world: World) -> None:
    first = world.store.keep_device(ALI)
    other = world.store.keep_device(replace(ALI, endpoint=Secret("https://push.example/other")))
    second = world.store.keep_device(replace(ALI, user="noor"))
    assert [(one.id, one.user) for one in world.store.devices()] == [(second, "noor"), (other, "ali")]
    assert len({first, other, second}) == 3
    assert world.store.devices()[0].address == f"noor#{second}"


def test_chosen_ended_and_back(world: World) -> None:
    number = world.store.keep_device(ALI)
    assert world.store.choose_device(number, ["b"])
    assert world.store.end_device(number, minutes(5), "gone")
    (one,) = world.store.devices()
    assert (one.subscriptions, one.ended_at, one.ended_why) == (("b",), minutes(5), "gone")
    assert world.store.end_device(number, None)
    assert world.store.devices()[0].ended_at is None
    assert not world.store.choose_device(99, ["b"])
    assert not world.store.end_device(99, minutes(5))


def test_those_that_ended_are_forgotten_with_the_articles_of_their_time(world: World) -> None:
    kept, ended, late = (
        world.store.keep_device(replace(ALI, endpoint=Secret(f"https://push.example/{name}"))) for name in "abc"
    )
    assert world.store.end_device(ended, minutes(5), "gone")
    assert world.store.end_device(late, minutes(10), "gone")
    world.store.prune(minutes(10), minutes(10))
    assert [one.id for one in world.store.devices()] == [late, kept]
