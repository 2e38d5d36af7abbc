"""monitor: scheduled news monitoring."""
