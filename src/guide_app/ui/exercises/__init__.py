"""The page of an exercise: one of nine, step by step or to the rhythm of a breath. Nothing of it is kept."""
