"""Stories: fingerprints of texts, and how many publishers independently tell one story.

Pure: no network, database, disk, clock, random or environment. May import the model, the error tree and text or
numeric libraries, nothing else of the house.
"""
