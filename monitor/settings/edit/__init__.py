"""Files of config/ written for the user: comment-keeping edits, OPML, starter files, each replaced in one step.

In: what to add. Out: changed files that were sound before and are sound after.
"""

from monitor.settings.edit.add_feeds import add_feed, add_feeds
from monitor.settings.edit.add_name import add_name
from monitor.settings.edit.opml import export_opml, import_opml
from monitor.settings.edit.starter import write_schemas, write_starter

__all__ = ["add_feed", "add_feeds", "add_name", "export_opml", "import_opml", "write_schemas", "write_starter"]
