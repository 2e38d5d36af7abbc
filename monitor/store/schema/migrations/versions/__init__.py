"""One module for each schema, oldest first; never edited after a release."""
