"""Lists that views show, without a word of drawing."""
