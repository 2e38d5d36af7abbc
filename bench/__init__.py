"""Benchmarks: each measures the product against a baseline in the same run, so that a share means the same anywhere."""
