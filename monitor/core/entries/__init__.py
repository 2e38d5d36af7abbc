"""Entries: what makes one the item it is, and which of an answer's are news."""
