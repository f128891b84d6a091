"""The command line face, and the starting points that it copies."""
