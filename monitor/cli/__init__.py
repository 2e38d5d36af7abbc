"""The command line: one file per command group. It asks `bootstrap` for the parts, calls the steps, and prints."""
