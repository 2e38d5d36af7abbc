"""What a subscription was told as an Atom and a JSON Feed file, an entry for each told line.

In: a frozen digest. Out: two files and one receipt. The JSON Feed is the memory: what stands in it is not told again.
Terms: docs/explanation/glossary.md.
"""
