"""What a guide looks like and how one moves in it: its blocks, its outline, and finding words in it."""
