"""Logs, metrics and health: what an operator looks at. Listens on a loopback port; touches no database itself."""
