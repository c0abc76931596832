"""The cover: an ordinary calculator and converter of units that truly work. Nothing in it knows of the guide."""
