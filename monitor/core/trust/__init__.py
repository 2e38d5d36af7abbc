"""Trust: what may be shown of what others sent: no secret of ours, no link into the network of our readers.

In: texts, documents and digests, with the secrets and the allow list of the configuration. Out: the same without them.
Terms: docs/explanation/glossary.md.
"""
