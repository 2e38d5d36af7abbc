"""What the desk's pages show, read and put together; the command line may show the same.

In: the services, and what is asked. Out: views, as values. Terms: docs/explanation/glossary.md.
"""
