"""Guides as editors write them: Markdown with front matter, checked, and made into rows of a snapshot."""
