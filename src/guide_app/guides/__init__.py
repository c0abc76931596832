"""Texts to read and exercises to do, as small state machines."""
