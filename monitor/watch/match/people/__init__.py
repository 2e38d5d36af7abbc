"""People met by their family name alone in an article that names them in full, and who else may be meant.

In: the mentions of one text. Out: those by the family name besides, doubted where somebody else bears it.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.match.people.family_alone import FamilyNames, is_full_name, with_family_names

__all__ = ["FamilyNames", "is_full_name", "with_family_names"]
