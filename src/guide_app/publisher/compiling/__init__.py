"""From the editors' sources to the rows of a snapshot: staging, display forms, names and rules."""
