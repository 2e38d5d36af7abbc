"""Files of config/ written for the user: comment-keeping edits, OPML, starter files, each replaced in one step.

In: what to add. Out: changed files that were sound before and are sound after. Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.settings.edit.atomic import replace_unchanged as replace_unchanged
    from monitor.settings.edit.examples import with_example as with_example
    from monitor.settings.edit.feeds import add_feed as add_feed
    from monitor.settings.edit.feeds import add_feeds as add_feeds
    from monitor.settings.edit.feeds import move_feeds as move_feeds
    from monitor.settings.edit.feeds import name_of_feed as name_of_feed
    from monitor.settings.edit.feeds import pause_feed as pause_feed
    from monitor.settings.edit.feeds import remove_feed as remove_feed
    from monitor.settings.edit.names import add_name as add_name
    from monitor.settings.edit.opml import export_opml as export_opml
    from monitor.settings.edit.opml import import_opml as import_opml
    from monitor.settings.edit.patch import patch_of as patch_of
    from monitor.settings.edit.pins import add_pins as add_pins
    from monitor.settings.edit.pins import remove_pins as remove_pins
    from monitor.settings.edit.rejected import reject_spelling as reject_spelling
    from monitor.settings.edit.silences import add_silence as add_silence
    from monitor.settings.edit.silences import end_silence as end_silence
    from monitor.settings.edit.sound_file import FORBIDDEN as FORBIDDEN
    from monitor.settings.edit.starter import drop_example as drop_example
    from monitor.settings.edit.starter import put_example_back as put_example_back
    from monitor.settings.edit.starter import write_schemas as write_schemas
    from monitor.settings.edit.starter import write_starter as write_starter
    from monitor.settings.edit.subscriptions import add_subscription as add_subscription
    from monitor.settings.edit.subscriptions import remove_subscription as remove_subscription
    from monitor.settings.edit.three_way import Merged as Merged
    from monitor.settings.edit.three_way import merged as merged
    from monitor.settings.edit.typed import as_typed as as_typed
    from monitor.settings.edit.typed import as_written as as_written
    from monitor.settings.edit.users import add_token as add_token
    from monitor.settings.edit.users import add_user as add_user
    from monitor.settings.edit.users import change_user as change_user
    from monitor.settings.edit.users import remove_token as remove_token
    from monitor.settings.edit.users import remove_user as remove_user

__getattr__ = lazy_face(
    __name__,
    {
        "FORBIDDEN": "sound_file",
        "Merged": "three_way",
        "as_typed": "typed",
        "as_written": "typed",
        "merged": "three_way",
        "patch_of": "patch",
        "replace_unchanged": "atomic",
        "with_example": "examples",
        "add_feed": "feeds",
        "add_feeds": "feeds",
        "move_feeds": "feeds",
        "name_of_feed": "feeds",
        "pause_feed": "feeds",
        "remove_feed": "feeds",
        "add_name": "names",
        "reject_spelling": "rejected",
        "export_opml": "opml",
        "import_opml": "opml",
        "add_silence": "silences",
        "end_silence": "silences",
        "write_schemas": "starter",
        "write_starter": "starter",
        "add_token": "users",
        "add_user": "users",
        "change_user": "users",
        "remove_token": "users",
        "remove_user": "users",
        "drop_example": "starter",
        "put_example_back": "starter",
        "add_subscription": "subscriptions",
        "remove_subscription": "subscriptions",
        "add_pins": "pins",
        "remove_pins": "pins",
    },
)
