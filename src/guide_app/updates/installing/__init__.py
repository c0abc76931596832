"""Keeping an update: versioned folders, two slots that point to them, written in turn."""
