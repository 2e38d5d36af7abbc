"""The channels that are chats: which room of which service, and where the key to it is found."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.units import Timeout, refuse, written
from monitor.settings.schema.values import EnvName, Text, Url


def _number(value: str) -> str:
    if not (value.isascii() and value.isdigit() and len(value) <= 20):
        raise refuse(f"{value!r} is not the number of a thread.", "Copy the thread's link; its last number is the id.")
    return value


def _chat(value: str | int) -> str:
    text = str(value)
    if text.removeprefix("-").isdigit() or (text.startswith("@") and len(text) > 1 and text.isascii()):
        return text
    raise refuse(f"{text!r} is no chat.", 'Write its number (a group\'s begins with -) or "@name" of a public one.')


def _room(value: str) -> str:
    if value.startswith("!") and not any(letter.isspace() for letter in value):
        return value
    raise refuse(f"{value!r} is no room id.", 'Write the id, not the address: "!abc:example.org" (room settings).')


def _slack(value: str) -> str:
    if re.fullmatch(r"[CGD][A-Z0-9]{7,20}", value):
        return value
    raise refuse(
        f"{value!r} is no conversation id.", "Write the id, not the name: C0123ABCD, at the end of its details."
    )


def _mattermost(value: str) -> str:
    if re.fullmatch(r"[a-z0-9]{26}", value):
        return value
    raise refuse(f"{value!r} is no channel id.", "Write the id, not the name: 26 letters and digits (View Info).")


def _snowflake(value: str) -> str:
    if re.fullmatch(r"[0-9]{15,20}", value):
        return value
    raise refuse(f"{value!r} is no channel id.", "Copy the channel's link; its last number is the id, in quotes here.")


def _topic(value: str) -> str:
    if value and all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in value) and len(value) < 65:
        return value
    raise refuse(f"{value!r} is no topic.", "Letters, digits, - and _ only, 64 at most.")


Thread = Annotated[str, AfterValidator(_number), WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,20}$"})]
Chat = Annotated[
    str | int, AfterValidator(_chat), WithJsonSchema({"type": ["string", "integer"], "examples": [-1001234567890]})
]
Room = Annotated[str, AfterValidator(_room), WithJsonSchema({"type": "string", "pattern": "^!"})]
SlackRoom = Annotated[
    str, AfterValidator(_slack), WithJsonSchema({"type": "string", "pattern": "^[CGD][A-Z0-9]{7,20}$"})
]
MattermostRoom = Annotated[
    str, AfterValidator(_mattermost), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]{26}$"})
]
DiscordRoom = Annotated[
    str, AfterValidator(_snowflake), WithJsonSchema({"type": "string", "pattern": "^[0-9]{15,20}$"})
]
Topic = Annotated[str, AfterValidator(_topic), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"})]


class ChatHookSection(ConfigModel):
    """A chat that gives out an address to post to: anybody who knows it can."""

    url_env: EnvName | None = None
    """Name of the environment variable that holds the address; whoever knows it can post."""
    url_file: Text | None = None
    """File that holds the address, relative to this folder."""
    timeout: Timeout = written("20s")
    """Longest wait for the answer."""


class BotSection(ChatHookSection):
    """A chat that has webhooks, and bots, which can post below their own messages."""

    token_env: EnvName | None = None
    """Name of the environment variable that holds a bot's token, in place of an address."""
    token_file: Text | None = None
    """File that holds a bot's token, relative to this folder."""
    threads: bool = True
    """What a story says later goes into the thread of its first message (by a bot only)."""


class SlackSection(BotSection):
    """A conversation in Slack, by an incoming webhook or by a bot."""

    type: Literal["slack"]
    """Blocks by an incoming webhook or a bot."""
    room: SlackRoom | None = None
    """Id of the conversation that a bot posts into; the bot must be in it."""
    server: Url = "https://slack.com"
    """Where a bot finds Slack's API."""


class TeamsSection(ChatHookSection):
    """A chat or channel in Microsoft Teams, by the webhook of a workflow."""

    type: Literal["teams"]
    """An Adaptive Card by a workflow."""


class MattermostSection(BotSection):
    """A channel in Mattermost, by an incoming webhook or by a bot."""

    type: Literal["mattermost"]
    """A post by an incoming webhook or a bot."""
    room: MattermostRoom | None = None
    """Id of the channel that a bot posts into; the bot must be in it."""
    server: Url | None = None
    """A bot's server: https://mattermost.example.org."""


class DiscordSection(BotSection):
    """A channel in Discord, by a webhook or by a bot."""

    type: Literal["discord"]
    """An embed by a webhook or a bot."""
    room: DiscordRoom | None = None
    """Id of the channel that a bot posts into, in quotes."""
    server: Url = "https://discord.com"
    """Where a bot finds Discord's API."""
    thread: Thread | None = None
    """Number of a thread of that channel, in quotes."""


class TokenSection(ConfigModel):
    """A service that asks for a token."""

    token_env: EnvName | None = None
    """Name of the environment variable that holds the token."""
    token_file: Text | None = None
    """File that holds the token, relative to this folder."""
    timeout: Timeout = written("20s")
    """Longest wait for the answer."""


class TelegramSection(TokenSection):
    """A chat in Telegram, by a bot."""

    type: Literal["telegram"]
    """A message of a bot."""
    chat: Chat
    """Number of the chat (a group's begins with -), or the @name of a public one."""
    topic: int | None = Field(default=None, ge=1, le=2**31 - 1)
    """Number of a topic, in a group that has some."""
    threads: bool = True
    """What a story says later is a reply to its first message."""
    server: Url = "https://api.telegram.org"
    """A Bot API server of one's own."""


class MatrixSection(TokenSection):
    """A room in Matrix, by the account of a bot."""

    type: Literal["matrix"]
    """A notice in a room."""
    server: Url
    """The home server: https://matrix.example.org."""
    room: Room
    """Id of the room; the account must have joined it."""
    threads: bool = True
    """What a story says later goes into the thread of its first message."""


class NtfySection(TokenSection):
    """A topic of ntfy: notifications on phones and desktops."""

    type: Literal["ntfy"]
    """A notification."""
    topic: Topic | None = None
    """Name of the topic. On a public server whoever knows it reads along: use topic_env or topic_file there."""
    topic_env: EnvName | None = None
    """Name of the environment variable that holds the topic."""
    topic_file: Text | None = None
    """File that holds the topic, relative to this folder."""
    server: Url = "https://ntfy.sh"
    """A server of one's own."""


BotChat = SlackSection | MattermostSection | DiscordSection
HookSection = BotChat | TeamsSection
ChatSection = HookSection | TelegramSection | MatrixSection | NtfySection
