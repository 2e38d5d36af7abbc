"""Settings: schema, loading, secrets, hot reload, comment-keeping edits and the starter files.

The only room that reads files in `config/` and the environment. It may touch the disk (to read `config/`, and to write
there when a command asks for it); no network, no database, no clock and no chance.

In: a folder `config/` and the environment. Out: `Settings`, or everything that is wrong with them at once.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.settings.check import schemas as schemas
    from monitor.settings.drafts import Draft as Draft
    from monitor.settings.drafts import ListFile as ListFile
    from monitor.settings.drafts import SaveEnd as SaveEnd
    from monitor.settings.drafts import Saving as Saving
    from monitor.settings.drafts import list_names as list_names
    from monitor.settings.drafts import patch_of_draft as patch_of_draft
    from monitor.settings.drafts import read_list as read_list
    from monitor.settings.drafts import save_draft as save_draft
    from monitor.settings.drafts import take_back as take_back
    from monitor.settings.drafts import try_draft as try_draft
    from monitor.settings.edit import add_feed as add_feed
    from monitor.settings.edit import add_feeds as add_feeds
    from monitor.settings.edit import add_name as add_name
    from monitor.settings.edit import add_pins as add_pins
    from monitor.settings.edit import add_silence as add_silence
    from monitor.settings.edit import add_subscription as add_subscription
    from monitor.settings.edit import add_token as add_token
    from monitor.settings.edit import add_user as add_user
    from monitor.settings.edit import change_user as change_user
    from monitor.settings.edit import drop_example as drop_example
    from monitor.settings.edit import end_silence as end_silence
    from monitor.settings.edit import export_opml as export_opml
    from monitor.settings.edit import import_opml as import_opml
    from monitor.settings.edit import merged as merged
    from monitor.settings.edit import move_feeds as move_feeds
    from monitor.settings.edit import name_of_feed as name_of_feed
    from monitor.settings.edit import pause_feed as pause_feed
    from monitor.settings.edit import put_example_back as put_example_back
    from monitor.settings.edit import reject_spelling as reject_spelling
    from monitor.settings.edit import remove_feed as remove_feed
    from monitor.settings.edit import remove_pins as remove_pins
    from monitor.settings.edit import remove_subscription as remove_subscription
    from monitor.settings.edit import remove_token as remove_token
    from monitor.settings.edit import remove_user as remove_user
    from monitor.settings.edit import with_example as with_example
    from monitor.settings.edit import write_schemas as write_schemas
    from monitor.settings.edit import write_starter as write_starter
    from monitor.settings.environment import read_environment as read_environment
    from monitor.settings.load import load_settings as load_settings
    from monitor.settings.load import load_what_is_sound as load_what_is_sound
    from monitor.settings.names import FeedName as FeedName
    from monitor.settings.names import load_families as load_families
    from monitor.settings.names import load_feed_names as load_feed_names
    from monitor.settings.partial import database_url as database_url
    from monitor.settings.reload import ConfigWatcher as ConfigWatcher
    from monitor.settings.reload import Reload as Reload
    from monitor.settings.users import UsersFound as UsersFound
    from monitor.settings.users import load_users as load_users
    from monitor.settings.users import users_found as users_found
    from monitor.settings.watchlists import default_fetch as default_fetch
    from monitor.settings.watchlists import load_pins as load_pins
    from monitor.settings.watchlists import load_watchlist as load_watchlist
    from monitor.settings.watchlists import load_watchlists as load_watchlists

__getattr__ = lazy_face(
    __name__,
    {
        "schemas": "check",
        "Draft": "drafts",
        "ListFile": "drafts",
        "SaveEnd": "drafts",
        "Saving": "drafts",
        "list_names": "drafts",
        "patch_of_draft": "drafts",
        "read_list": "drafts",
        "save_draft": "drafts",
        "take_back": "drafts",
        "try_draft": "drafts",
        "add_feed": "edit",
        "with_example": "edit",
        "add_feeds": "edit",
        "merged": "edit",
        "move_feeds": "edit",
        "name_of_feed": "edit",
        "pause_feed": "edit",
        "remove_feed": "edit",
        "add_name": "edit",
        "reject_spelling": "edit",
        "add_silence": "edit",
        "end_silence": "edit",
        "export_opml": "edit",
        "import_opml": "edit",
        "write_schemas": "edit",
        "write_starter": "edit",
        "read_environment": "environment",
        "load_settings": "load",
        "load_what_is_sound": "load",
        "load_families": "names",
        "load_feed_names": "names",
        "FeedName": "names",
        "database_url": "partial",
        "ConfigWatcher": "reload",
        "Reload": "reload",
        "UsersFound": "users",
        "load_users": "users",
        "users_found": "users",
        "default_fetch": "watchlists",
        "load_pins": "watchlists",
        "load_watchlist": "watchlists",
        "load_watchlists": "watchlists",
        "add_token": "edit",
        "add_user": "edit",
        "change_user": "edit",
        "remove_token": "edit",
        "remove_user": "edit",
        "add_subscription": "edit",
        "drop_example": "edit",
        "put_example_back": "edit",
        "remove_subscription": "edit",
        "add_pins": "edit",
        "remove_pins": "edit",
    },
)
