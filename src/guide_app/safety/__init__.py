"""The rules of leaving, and of what is kept, without a window."""
