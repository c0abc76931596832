"""Making a release: packs and deltas, what the editors sign about them, and a folder of static files."""
