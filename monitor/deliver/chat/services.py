"""From a configured chat to its service."""

from __future__ import annotations

from monitor.deliver.chat.discord import Discord, DiscordBot
from monitor.deliver.chat.matrix import Matrix
from monitor.deliver.chat.mattermost import Mattermost, MattermostBot
from monitor.deliver.chat.ntfy import Ntfy
from monitor.deliver.chat.service import Service
from monitor.deliver.chat.slack import Slack, SlackBot
from monitor.deliver.chat.teams import Teams
from monitor.deliver.chat.telegram import Telegram
from monitor.model.config import ChatChannel, ChatService


def service_of(spec: ChatChannel) -> Service:
    """The service with its address, room and key."""
    url, room, token = spec.url.reveal(), spec.room, spec.token.reveal()
    match spec.service:
        case ChatService.SLACK:
            return SlackBot(server=url, token=token, room=room) if token else Slack(url=url)
        case ChatService.TEAMS:
            return Teams(url=url)
        case ChatService.MATTERMOST:
            return MattermostBot(server=url, token=token, room=room) if token else Mattermost(url=url)
        case ChatService.DISCORD if token:
            return DiscordBot(server=url, token=token, room=spec.thread or room)
        case ChatService.DISCORD:
            return Discord(url=url, thread=spec.thread)
        case ChatService.TELEGRAM:
            return Telegram(server=url, token=token, chat=room, topic=int(spec.thread) if spec.thread else None)
        case ChatService.MATRIX:
            return Matrix(server=url, token=token, room=room)
        case ChatService.NTFY:
            return Ntfy(server=url, topic=room, token=token)
