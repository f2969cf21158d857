"""Start a school: what is asked about it, and the files that are written of the answers."""
