"""Engines carry due work from the store to the steps of `flow`; they hold no truth and decide nothing."""
