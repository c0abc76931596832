"""Pushing: a publication goes to a folder, a server or a store, and every client finds a whole guide all the time."""
