"""The screens: each shows and reports, and has never heard of the others."""
