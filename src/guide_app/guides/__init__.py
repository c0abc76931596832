"""Exercises to do, as small state machines that know neither a window nor a language; and their sentences."""
