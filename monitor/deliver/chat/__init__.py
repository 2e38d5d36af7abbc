"""Chat and push: a digest as messages of Slack, Teams, Discord, Mattermost, Telegram, Matrix and ntfy.

`message` says what a message tells, the same for all; each service prints it in its own mark-up, within its own
limits. All but `channel` is pure. A message ends behind a story, never inside one; what has no
room comes with the next.

In: a frozen digest and a part of it. Out: one request, and what the service's answer means.
Terms: docs/explanation/glossary.md.
"""
