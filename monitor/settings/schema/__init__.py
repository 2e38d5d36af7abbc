"""What users may write in `config/`, as pydantic models.

In: plain data from a file. Out: validated values. The JSON Schemas for editors are made from these models.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.settings.schema.base import ConfigModel as ConfigModel
    from monitor.settings.schema.bounce_mailbox import BounceMailboxSection as BounceMailboxSection
    from monitor.settings.schema.channels import CHANNEL_TYPES as CHANNEL_TYPES
    from monitor.settings.schema.channels import AppriseSection as AppriseSection
    from monitor.settings.schema.channels import ChannelSection as ChannelSection
    from monitor.settings.schema.channels import EmailSection as EmailSection
    from monitor.settings.schema.channels import FeedFileSection as FeedFileSection
    from monitor.settings.schema.channels import FileSection as FileSection
    from monitor.settings.schema.channels import PushSection as PushSection
    from monitor.settings.schema.channels import WebhookSection as WebhookSection
    from monitor.settings.schema.chats import BotChat as BotChat
    from monitor.settings.schema.chats import ChatSection as ChatSection
    from monitor.settings.schema.chats import DiscordSection as DiscordSection
    from monitor.settings.schema.chats import HookSection as HookSection
    from monitor.settings.schema.chats import MatrixSection as MatrixSection
    from monitor.settings.schema.chats import NtfySection as NtfySection
    from monitor.settings.schema.chats import TelegramSection as TelegramSection
    from monitor.settings.schema.chats import TokenSection as TokenSection
    from monitor.settings.schema.clocks import day_number as day_number
    from monitor.settings.schema.desk import DeskSection as DeskSection
    from monitor.settings.schema.feeds_file import FeedSection as FeedSection
    from monitor.settings.schema.feeds_file import FeedsFile as FeedsFile
    from monitor.settings.schema.feeds_file import PublishersFile as PublishersFile
    from monitor.settings.schema.monitor_file import AuditSection as AuditSection
    from monitor.settings.schema.monitor_file import EvidenceSection as EvidenceSection
    from monitor.settings.schema.monitor_file import FetchSection as FetchSection
    from monitor.settings.schema.monitor_file import MonitorFile as MonitorFile
    from monitor.settings.schema.monitor_file import OperatorSection as OperatorSection
    from monitor.settings.schema.monitor_file import PollingSection as PollingSection
    from monitor.settings.schema.monitor_file import SandboxSection as SandboxSection
    from monitor.settings.schema.monitor_file import ServerSection as ServerSection
    from monitor.settings.schema.monitor_file import StorageSection as StorageSection
    from monitor.settings.schema.monitor_file import StoriesSection as StoriesSection
    from monitor.settings.schema.oauth import OAuthSection as OAuthSection
    from monitor.settings.schema.pins_file import PinSection as PinSection
    from monitor.settings.schema.pins_file import PinsFile as PinsFile
    from monitor.settings.schema.routing import ConditionsSection as ConditionsSection
    from monitor.settings.schema.routing import MatchSection as MatchSection
    from monitor.settings.schema.routing import QuietHoursSection as QuietHoursSection
    from monitor.settings.schema.silences_file import SilenceSection as SilenceSection
    from monitor.settings.schema.silences_file import SilencesFile as SilencesFile
    from monitor.settings.schema.subscription import ALL as ALL
    from monitor.settings.schema.subscription import SubscriptionSection as SubscriptionSection
    from monitor.settings.schema.subscription import TargetSection as TargetSection
    from monitor.settings.schema.times import NO_SUMMER_TIME as NO_SUMMER_TIME
    from monitor.settings.schema.translation import TranslationSection as TranslationSection
    from monitor.settings.schema.users_file import ScriptSection as ScriptSection
    from monitor.settings.schema.users_file import UserSection as UserSection
    from monitor.settings.schema.users_file import UsersFile as UsersFile
    from monitor.settings.schema.values import check_language as check_language
    from monitor.settings.schema.values import one_line as one_line
    from monitor.settings.schema.values import url_fault as url_fault
    from monitor.settings.schema.watchlist_file import ConditionSection as ConditionSection
    from monitor.settings.schema.watchlist_file import NameConditionSection as NameConditionSection
    from monitor.settings.schema.watchlist_file import TopicSection as TopicSection
    from monitor.settings.schema.watchlist_file import WatchlistFile as WatchlistFile
    from monitor.settings.schema.websub import WebSubSection as WebSubSection

__getattr__ = lazy_face(
    __name__,
    {
        "ConfigModel": "base",
        "BounceMailboxSection": "bounce_mailbox",
        "OAuthSection": "oauth",
        "AppriseSection": "channels",
        "PushSection": "channels",
        "ChannelSection": "channels",
        "EmailSection": "channels",
        "FeedFileSection": "channels",
        "FileSection": "channels",
        "WebhookSection": "channels",
        "ChatSection": "chats",
        "DiscordSection": "chats",
        "BotChat": "chats",
        "HookSection": "chats",
        "MatrixSection": "chats",
        "NtfySection": "chats",
        "TelegramSection": "chats",
        "TokenSection": "chats",
        "FeedSection": "feeds_file",
        "FeedsFile": "feeds_file",
        "PublishersFile": "feeds_file",
        "ConditionsSection": "routing",
        "day_number": "clocks",
        "MatchSection": "routing",
        "QuietHoursSection": "routing",
        "SilenceSection": "silences_file",
        "SilencesFile": "silences_file",
        "ALL": "subscription",
        "AuditSection": "monitor_file",
        "DeskSection": "desk",
        "EvidenceSection": "monitor_file",
        "FetchSection": "monitor_file",
        "MonitorFile": "monitor_file",
        "OperatorSection": "monitor_file",
        "PollingSection": "monitor_file",
        "SandboxSection": "monitor_file",
        "ServerSection": "monitor_file",
        "WebSubSection": "websub",
        "StoriesSection": "monitor_file",
        "SubscriptionSection": "subscription",
        "TargetSection": "subscription",
        "TranslationSection": "translation",
        "StorageSection": "monitor_file",
        "CHANNEL_TYPES": "channels",
        "NO_SUMMER_TIME": "times",
        "check_language": "values",
        "one_line": "values",
        "url_fault": "values",
        "ConditionSection": "watchlist_file",
        "NameConditionSection": "watchlist_file",
        "TopicSection": "watchlist_file",
        "WatchlistFile": "watchlist_file",
        "ScriptSection": "users_file",
        "UserSection": "users_file",
        "UsersFile": "users_file",
        "PinSection": "pins_file",
        "PinsFile": "pins_file",
    },
)
