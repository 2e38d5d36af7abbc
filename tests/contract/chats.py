"""Doubles of chat services: each reads a request as the service does, refuses what it refuses, shows what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from monitor.model.config import ChatChannel, ChatService, Secret
from monitor.model.feeds import FetchFailure
from monitor.ports import PostMethod, PostResult


@dataclass
class Shown:
    """A message as a reader of the service sees it."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """(label, address), in order."""
    calls: list[str] = field(default_factory=list)
    """Who or what is called: mentions, commands, tags."""
    identity: str = ""
    below: str = ""
    """The message in whose thread it stands."""
    id: str = ""
    urgent: bool = False
    used: float = 0.0
    """Share of the tightest limit."""


class RefusedError(Exception):
    """The service's answer to what it does not take."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def share(*used_of: tuple[float, float]) -> float:
    most = max(used / limit for used, limit in used_of)
    if most > 1:
        raise RefusedError(400, "too long")
    return most


BARE = re.compile(r"https?://\S+|\bwww\.\w\S+|[a-z0-9-]+\.(?:com|net|org|example|info)\b", re.IGNORECASE)
CALL = re.compile(r"(?<!\w)[@#~]\w+|(?<!\S)/\w+")


def found_by_itself(text: str, shown: Shown) -> None:
    """What a client makes of plain text without being asked."""
    shown.links += [("", one) for one in BARE.findall(text)]
    shown.calls += CALL.findall(text)


class Tags(HTMLParser):
    """Refuses tags that are not allowed, not closed or badly nested."""

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed, self.open = allowed, list[tuple[str, str, int]]()
        self.text, self.outside = "", ""
        self.links: list[tuple[str, str]] = []
        self.entities = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.allowed or set(dict(attrs)) - {"href"}:
            raise RefusedError(400, f"unsupported start tag {tag}")
        if tag == "br":
            self.text += "\n"
            self.outside += "\n"
            return
        self.open.append((tag, dict(attrs).get("href") or "", len(self.text)))
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise RefusedError(400, f"unmatched end tag {tag}")
        _, href, start = self.open.pop()
        if tag in {"p", "h4"}:
            self.text += "\n"
            self.outside += "\n"
        if href:
            self.links.append((self.text[start:], href))

    def handle_data(self, data: str) -> None:
        self.text += data
        if not any(tag == "a" for tag, _, _ in self.open):
            self.outside += data

    def handle_comment(self, data: str) -> None:
        raise RefusedError(400, f"comment {data}")

    def whole(self, text: str) -> Tags:
        self.feed(text)
        self.close()
        if self.open:
            raise RefusedError(400, "a tag is not closed")
        return self


def slack(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    said = json.loads(body)
    if not said:
        raise RefusedError(400, "no_text")
    blocks, shown = said["blocks"], Shown()
    for block in blocks:
        text, kind = block["text"]["text"], block["text"]["type"]
        limit = 150 if block["type"] == "header" else 3_000
        shown.used = max(shown.used, share((utf16(text), limit), (len(blocks), 50)))
        if kind == "plain_text":
            shown.text += f"{text}\n\n"
            continue
        if not block["text"].get("verbatim"):
            found_by_itself(text, shown)
        shown.text += f"{_mrkdwn(text, shown)}\n\n"
    shown.used = max(shown.used, share((utf16(json.dumps(blocks, ensure_ascii=False)), 13_200)))
    if said["unfurl_links"] or said["link_names"] or said["parse"] != "none":
        raise RefusedError(400, "invalid_payload")
    _mrkdwn(said["text"], shown)
    return shown


def slack_bot(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    if headers.get("authorization") != "Bearer TOKEN-123456":
        raise RefusedError(200, '{"ok":false,"error":"invalid_auth"}')
    if url.endswith("/api/auth.test"):
        return Shown(text="a bot")
    said = json.loads(body)
    if not url.endswith("/api/chat.postMessage") or said.get("channel") != "C0123ABCD":
        raise RefusedError(200, '{"ok":false,"error":"channel_not_found"}')
    try:
        shown = slack(method, url, headers, body)
    except RefusedError as refused:
        raise RefusedError(200, '{"ok":false,"error":"msg_too_long"}') from refused
    shown.below = said.get("thread_ts", "")
    if shown.below and said.get("reply_broadcast") is not True:
        shown.calls.append("a reply that nobody sees who does not follow the thread")
    return shown


def _mrkdwn(text: str, shown: Shown) -> str:
    if re.search(r"&(?!amp;|lt;|gt;)", text):
        raise RefusedError(400, "invalid_blocks")

    def plain(part: str) -> str:
        return part.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def control(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target[:1] in "@#!":
            shown.calls.append(target)
        else:
            shown.links.append((plain(label), plain(target)))
        return plain(label)

    pieces = re.split(r"(<[^<>]*>)", text)
    return "".join(control(m) if (m := re.fullmatch(r"<([^<>]*)>", one)) else plain(one) for one in pieces)


ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def _markdown(text: str, shown: Shown) -> str:
    """Masked links, autolinks and mentions of Markdown; a letter behind a backslash is only itself."""
    kept: list[str] = []

    def put_by(found: re.Match[str]) -> str:
        kept.append(found[1])
        return f"\ue000{len(kept) - 1}\ue001"

    def back(part: str) -> str:
        return re.sub("\ue000(\\d+)\ue001", lambda found: kept[int(found[1])], part)

    hidden = ESCAPED.sub(put_by, text)
    links = re.compile(r"\[([^\[\]]*)\]\(<?([^)>\s]*)>?\)")
    for label, href in links.findall(hidden):
        shown.links.append((back(label), back(href)))
    rest = links.sub(lambda found: found[1], hidden)
    shown.calls += re.findall(r"<[@#:/t][^>]*>", rest)
    seen = back(rest)
    found_by_itself(seen, shown)
    if re.search(r"(?m)^\s*(#{1,6} |> |- |\d+\) )", rest) or re.search(r"(?<!\*)\*(?!\*)|`|~~|\|\|", rest):
        shown.calls.append("mark-up")
    return seen.replace("**", "")


def discord(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    if method == "GET":
        return Shown(text="a webhook")
    said = json.loads(body)
    if not said.get("content") and not said.get("embeds"):
        raise RefusedError(400, '{"message": "Cannot send an empty message", "code": 50006}')
    (embed,) = said["embeds"]
    shown = Shown(
        used=share(
            (utf16(said["content"]), 2_000), (utf16(embed["description"]), 4_096), (utf16(embed["description"]), 6_000)
        )
    )
    head, rest = _markdown(said["content"], shown), _markdown(embed["description"], shown)
    if said.get("allowed_mentions") != {"parse": [], "replied_user": False}:
        shown.calls.append("allowed_mentions")
    shown.text = f"{head}\n\n{rest}"
    shown.identity = str(parse_qs(urlsplit(url).query))
    return shown


def discord_bot(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    if headers.get("authorization") != "Bot TOKEN-123456" or "DiscordBot (" not in headers.get("user-agent", ""):
        raise RefusedError(401, '{"message": "401: Unauthorized", "code": 0}')
    if "/api/v10/channels/123456789012345678" not in url:
        raise RefusedError(404, '{"message": "Unknown Channel", "code": 10003}')
    shown = discord(method, url, headers, body)
    if method == "POST":
        said = json.loads(body)
        if len(said["nonce"]) > 25 or not said["enforce_nonce"]:
            raise RefusedError(400, '{"message": "Invalid Form Body", "code": 50035}')
        shown.identity = said["nonce"]
        reference = said.get("message_reference", {})
        shown.below = reference.get("message_id", "")
        if reference and reference.get("fail_if_not_exists", True):
            shown.calls.append("fail_if_not_exists")
    return shown


def mattermost_bot(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    if headers.get("authorization") != "Bearer TOKEN-123456":
        raise RefusedError(401, '{"id":"api.context.session_expired.app_error","status_code":401}')
    room = "abcdefghijklmnopqrstuvwxyz"
    if method == "GET" and url.endswith(f"/api/v4/channels/{room}"):
        return Shown(text="a channel")
    said = json.loads(body)
    if not url.endswith("/api/v4/posts") or said.get("channel_id") != room:
        raise RefusedError(403, '{"id":"api.context.permissions.app_error","status_code":403}')
    shown = mattermost(method, url, headers, json.dumps({"text": said["message"]}).encode())
    shown.below = said.get("root_id", "")
    return shown


def mattermost(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    said = json.loads(body)
    if not said.get("text"):
        raise RefusedError(400, "no text specified")
    shown = Shown(used=share((utf16(said["text"]), 16_383)))
    head, _, rest = said["text"].partition("\n\n")
    shown.text = f"{_markdown(head.removeprefix('#### '), shown)}\n\n{_markdown(rest, shown)}"
    return shown


def telegram(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    said = json.loads(body)
    if not urlsplit(url).path.startswith("/botTOKEN-123456/"):
        raise RefusedError(401, '{"ok":false,"error_code":401,"description":"Unauthorized"}')
    if url.endswith("/getChat"):
        return Shown(text="a chat")
    if said["parse_mode"] != "HTML" or not said["chat_id"]:
        raise RefusedError(400, '{"ok":false,"error_code":400,"description":"Bad Request"}')
    tags = Tags(("a", "b")).whole(said["text"])
    shown = Shown(text=tags.text, links=tags.links, used=share((utf16(tags.text), 4_096), (tags.entities, 100)))
    found_by_itself(tags.outside, shown)
    reply = said.get("reply_parameters", {})
    shown.below = str(reply.get("message_id", ""))
    if reply and not reply.get("allow_sending_without_reply"):
        shown.calls.append("allow_sending_without_reply")
    if not said["link_preview_options"]["is_disabled"]:
        shown.links.append(("preview", ""))
    return shown


def matrix(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    if headers.get("authorization") != "Bearer TOKEN-123456":
        raise RefusedError(401, '{"errcode":"M_UNKNOWN_TOKEN","error":"Unknown token"}')
    if method == "GET":
        return Shown(text="members")
    if method != "PUT":
        raise RefusedError(405, '{"errcode":"M_UNRECOGNIZED"}')
    said = json.loads(body)
    tags = Tags(("a", "strong", "p", "h4", "br")).whole(said["formatted_body"])
    shown = Shown(text=tags.text, links=tags.links, used=share((len(body) + 3_000, 65_536)))
    found_by_itself(tags.outside, shown)
    if said["msgtype"] != "m.notice" or said["m.mentions"] != {}:
        shown.calls.append("m.mentions")
    shown.identity = urlsplit(url).path.rpartition("/")[2]
    relation = said.get("m.relates_to", {})
    shown.below = relation.get("event_id", "")
    if relation and (relation["rel_type"], relation["m.in_reply_to"]["event_id"]) != ("m.thread", shown.below):
        raise RefusedError(400, '{"errcode":"M_UNKNOWN","error":"no thread"}')
    for label, href in tags.links:
        assert label in said["body"], "both forms say the same"
        assert href in said["body"]
    return shown


def teams(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    said = json.loads(body)
    (attachment,) = said["attachments"]
    card = attachment["content"]
    if card["version"] != "1.2" or attachment["contentType"] != "application/vnd.microsoft.card.adaptive":
        raise RefusedError(400, "no card")
    shown = Shown(used=share((len(body), 21_000)))
    if "entities" in card["msteams"]:
        shown.calls.append("entities")
    for block in card["body"]:
        if block["type"] != "RichTextBlock":
            raise RefusedError(400, f"a {block['type']} reads mark-up")
        for run in block["inlines"]:
            shown.text += run["text"]
            if "selectAction" in run:
                shown.links.append((run["text"], run["selectAction"]["url"]))
        shown.text += "\n"
    return shown


def ntfy(method: str, url: str, headers: dict[str, str], body: bytes) -> Shown:
    if headers.get("authorization", "Bearer TOKEN-123456") != "Bearer TOKEN-123456":
        raise RefusedError(403, '{"code":40301,"http":403,"error":"forbidden"}')
    if method == "GET":
        return Shown(text="auth")
    said = json.loads(body)
    if not said["topic"] or not 1 <= said["priority"] <= 5 or said.get("markdown"):
        raise RefusedError(400, "invalid")
    message = said["message"]
    shown = Shown(text=f"{said['title']}\n\n{message}", used=share((len(message.encode()), 4_096)))
    lines = message.split("\n")
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith(("http://", "https://")):
            shown.links.append((before, line))
        else:
            found_by_itself(line, shown)
    found_by_itself(said["title"], shown)
    shown.urgent = said["priority"] > 3
    if shown.links:
        assert said["click"] == shown.links[0][1]
    return shown


KINDS = (*map(str, ChatService), "slack-bot", "discord-bot", "mattermost-bot")
"""Every way to post that a service has."""
THREADED = {
    "slack-bot": '{"ok":false,"error":"thread_not_found"}',
    "discord-bot": "",
    "mattermost-bot": '{"id":"api.post.create_post.root_id.app_error","message":"Invalid RootId","status_code":400}',
    "telegram": "",
    "matrix": '{"errcode":"M_UNKNOWN","error":"Can\'t send relation to unknown event"}',
}
"""Those with threads, and what they answer to one that they do not know; "": they post without it, if allowed."""
READERS: dict[str, Callable[[str, str, dict[str, str], bytes], Shown]] = {
    "slack-bot": slack_bot,
    "discord-bot": discord_bot,
    "mattermost-bot": mattermost_bot,
    ChatService.SLACK: slack,
    ChatService.TEAMS: teams,
    ChatService.MATTERMOST: mattermost,
    ChatService.DISCORD: discord,
    ChatService.TELEGRAM: telegram,
    ChatService.MATRIX: matrix,
    ChatService.NTFY: ntfy,
}


class Double:
    """A service behind a poster; `script` holds answers to give before it takes anything."""

    def __init__(self, kind: str, *script: PostResult | FetchFailure) -> None:
        self.kind, self.script = kind, list(script)
        self.shown: list[Shown] = []
        self.asked: list[tuple[str, str]] = []

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        timeout_s: float,
        *,
        method: PostMethod = "POST",
    ) -> PostResult | FetchFailure:
        self.asked.append((method, url))
        if self.script:
            return self.script.pop(0)
        try:
            shown = READERS[self.kind](method, url, {name.lower(): value for name, value in headers}, body)
        except RefusedError as refused:
            return PostResult(status=refused.status, body=str(refused))
        if method == "GET" or url.endswith(("/getChat", "/auth.test")):
            return PostResult(status=200, body='{"ok":true}')
        try:
            return PostResult(status=200, body=self._posted(shown, body))
        except RefusedError as refused:
            return PostResult(status=refused.status, body=str(refused))

    def _posted(self, shown: Shown, body: bytes) -> str:
        """Keeps the message, in its thread if there is such a one; what the service answers to that."""
        if shown.below:
            above = next((one for one in self.shown if one.id == shown.below), None)
            if above is None or above.below:
                if THREADED[self.kind]:
                    raise RefusedError(200 if self.kind == "slack-bot" else 400, THREADED[self.kind])
                shown.below = "" if above is None else shown.below
        self.shown.append(shown)
        number = len(self.shown)
        kept = json.loads(body)
        shown.id, said = {
            "slack-bot": (f"17.{number:06}", {"ok": True, "channel": "C0123ABCD", "ts": f"17.{number:06}", "m": kept}),
            "discord-bot": (f"{9 * 10**17 + number}", {"embeds": kept, "id": f"{9 * 10**17 + number}"}),
            "mattermost-bot": (f"{number:026}", {"id": f"{number:026}", "message": kept}),
            "telegram": (str(number), {"ok": True, "result": {"message_id": number, "text": kept}}),
            "matrix": (f"$event{number}", {"event_id": f"$event{number}"}),
        }.get(self.kind, ("", {}))
        return json.dumps(said) if said else "ok"


def spec_of(kind: str) -> ChatChannel:
    """A chat of each service, as the configuration would have it."""
    name, _, bot = kind.partition("-")
    service = ChatService(name)
    server = bool(bot) or service in {ChatService.TELEGRAM, ChatService.MATRIX, ChatService.NTFY}
    rooms = {ChatService.TELEGRAM: "-100123", ChatService.MATRIX: "!room:chat.example", ChatService.NTFY: "border-x7"}
    bots = {"slack": "C0123ABCD", "discord": "123456789012345678", "mattermost": "abcdefghijklmnopqrstuvwxyz"}
    return ChatChannel(
        name="room",
        service=service,
        url=Secret("https://chat.example" if server else "https://chat.example/hooks/SECRET-123456/in"),
        room=bots[name] if bot else rooms.get(service, ""),
        secret_room=service is ChatService.NTFY,
        token=Secret("TOKEN-123456" if server else ""),
    )


def as_json(value: Any) -> str:
    return json.dumps(value)
