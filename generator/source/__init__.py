"""Files become values that know their file, line and column."""
