"""What is known of the feeds beside their polls: how they do."""
