"""Reports of mail servers on mails that came back: RFC 3464, and the older kinds that are still met.

In: a letter as it lies in a mailbox. Out: a `MailReport`, or None for every other letter.
Terms: docs/explanation/glossary.md.
"""
