"""Who is trusted, and the only place that may touch the network."""
