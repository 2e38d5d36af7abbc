"""Stories that alerted, for threat intelligence platforms: STIX 2.1 and MISP, by the libraries that their makers keep.

In: alerts as rows. Out: JSON whose ids are the same each time, so that an export again replaces what was there.
Terms: docs/explanation/glossary.md.
"""
