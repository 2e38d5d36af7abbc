"""Templates of one's own, in the place of ours: read, tried and printed in a process that may be killed.

They are the user's, and may be wrong: none of them can hold up the bot, fill its memory, or keep a digest from being
sent. Where one fails, ours is printed, and operators are told.

In: a view. Out: HTML or text. Terms: docs/explanation/glossary.md.
"""
