"""Guide: an offline guide in one window, from one signed file of knowledge."""
