"""A watchlist drafted from a corpus: names met, grouped across spellings, written as commented YAML.

In: texts. Out: suggestions and the file. Nothing here is used while the bot runs.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.draft.draft_yaml import draft_yaml
from monitor.watch.draft.suggest import suggest

__all__ = ["draft_yaml", "suggest"]
