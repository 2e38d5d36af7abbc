"""Statements: what a later text says otherwise than an earlier one, by kind, and which of it is news."""

from monitor.stories.statements.compare import Comparison, compared, differences, share_of, speaking
from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.text import Told

__all__ = ["Comparison", "Difference", "DifferenceKind", "Told", "compared", "differences", "share_of", "speaking"]
