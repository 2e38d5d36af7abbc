"""Trust: what may be shown of what others sent: no secret of ours, no link into the network of our readers."""
