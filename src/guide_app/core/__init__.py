"""Plain values and rules that know neither the window, nor the disk's content, nor the network."""
