"""Chats as the rest of the program sees them, with their keys read."""

from __future__ import annotations

from monitor.model.config import ChatChannel, ChatService, Secret
from monitor.records import dataclass
from monitor.settings.build.secrets import SecretReader
from monitor.settings.check import Complain
from monitor.settings.schema import (
    BotChat,
    ChatSection,
    DiscordSection,
    HookSection,
    MatrixSection,
    NtfySection,
    TelegramSection,
    TokenSection,
    url_fault,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatBuilder:
    """Builds the chats of one load."""

    secrets: SecretReader
    complain: Complain

    def build(self, name: str, section: ChatSection) -> ChatChannel | None:
        """The chat, or None after a complaint."""
        if isinstance(section, BotChat) and _has_bot(section):
            return self._bot(name, section)
        if isinstance(section, HookSection):
            return self._hook(name, section)
        if isinstance(section, TelegramSection):
            return self._telegram(name, section)
        if isinstance(section, MatrixSection):
            return self._matrix(name, section)
        return self._ntfy(name, section)

    def _bot(self, name: str, section: BotChat) -> ChatChannel | None:
        loc = ("channels", name)
        if section.url_env is not None or section.url_file is not None:
            said, hint = "it has an address and a token.", "A webhook has url_env, a bot token_env and room; keep one."
            self.complain(loc, said, hint)
            return None
        lacking = " and ".join(key for key in ("room", "server") if getattr(section, key) is None)
        if lacking:
            self.complain(loc, f"a bot needs its {lacking}.", f"Add {lacking}, or give a webhook: url_env: NAME.")
            return None
        token = self._token(name, section)
        if token is None:
            return None
        return ChatChannel(
            name=name,
            service=ChatService(section.type),
            url=Secret(section.server or ""),
            room=section.room or "",
            token=token,
            thread=_thread(section),
            threads=section.threads,
            timeout_s=section.timeout,
        )

    def _hook(self, name: str, section: HookSection) -> ChatChannel | None:
        url = self._needed(name, "url", section.url_env, section.url_file)
        if url is None:
            return None
        fault = url_fault(url.reveal()) if url.reveal() else None
        if fault is not None:
            key = "url_env" if section.url_env is not None else "url_file"
            self.complain(("channels", name, key), f"the secret address is not usable: {fault[0]}", fault[1])
            return None
        return ChatChannel(
            name=name, service=ChatService(section.type), url=url, thread=_thread(section), timeout_s=section.timeout
        )

    def _telegram(self, name: str, section: TelegramSection) -> ChatChannel | None:
        token = self._token(name, section)
        if token is None:
            return None
        return ChatChannel(
            name=name,
            service=ChatService.TELEGRAM,
            url=Secret(section.server),
            room=str(section.chat),
            token=token,
            thread="" if section.topic is None else str(section.topic),
            threads=section.threads,
            timeout_s=section.timeout,
        )

    def _matrix(self, name: str, section: MatrixSection) -> ChatChannel | None:
        token = self._token(name, section)
        if token is None:
            return None
        return ChatChannel(
            name=name,
            service=ChatService.MATRIX,
            url=Secret(section.server),
            room=section.room,
            token=token,
            threads=section.threads,
            timeout_s=section.timeout,
        )

    def _ntfy(self, name: str, section: NtfySection) -> ChatChannel | None:
        loc = ("channels", name)
        given = [key for key in ("topic", "topic_env", "topic_file") if getattr(section, key) is not None]
        if len(given) != 1:
            said = "there is no topic." if not given else f"{' and '.join(given)} are both given."
            self.complain(loc, said, "Write one of topic: NAME, topic_env: NAME and topic_file: PATH.")
            return None
        topic: Secret | None = Secret(section.topic or "")
        if section.topic is None:
            topic = self.secrets.choose((*loc, "topic"), section.topic_env, section.topic_file, self.complain)
        token = self.secrets.choose((*loc, "token"), section.token_env, section.token_file, self.complain)
        if topic is None:
            return None
        return ChatChannel(
            name=name,
            service=ChatService.NTFY,
            url=Secret(section.server),
            room=topic.reveal(),
            secret_room=section.topic is None,
            token=token or Secret(""),
            timeout_s=section.timeout,
        )

    def _token(self, name: str, section: TokenSection | BotChat) -> Secret | None:
        return self._needed(name, "token", section.token_env, section.token_file)

    def _needed(self, name: str, key: str, env_name: str | None, file_name: str | None) -> Secret | None:
        loc = ("channels", name)
        if env_name is None and file_name is None:
            self.complain(loc, f"this channel needs its {key}.", f"Add {key}_env: NAME or {key}_file: PATH.")
            return None
        return self.secrets.choose((*loc, key), env_name, file_name, self.complain)


def _has_bot(section: BotChat) -> bool:
    return section.token_env is not None or section.token_file is not None or section.room is not None


def _thread(section: HookSection) -> str:
    return section.thread or "" if isinstance(section, DiscordSection) else ""
