"""Settings: schema, loading, secrets, hot reload, comment-keeping edits and the starter files.

The only room that reads files in `config/` and the environment. It may touch the disk (to read `config/`, and to write
there when a command asks for it); no network, no database, no clock and no chance.
"""
