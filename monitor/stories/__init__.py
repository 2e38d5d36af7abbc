"""Stories: fingerprints of texts, what they say anew, and how many publishers independently tell one story.

Pure: no network, database, clock, random or environment. The only file access is reading the word lists that ship
inside the package, once per process. May import the model, the error tree and text or numeric libraries, nothing else
of the house.

In: texts, and what is known of earlier ones. Out: places in stories, differences, facts to tell.
Terms: docs/explanation/glossary.md.
"""
