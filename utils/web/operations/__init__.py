"""What an operator sees of a running process: whether it serves, its numbers, and its log."""
