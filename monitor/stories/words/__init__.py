"""Words that tell statements apart, and numbers that count nothing: one reviewed file a language."""
