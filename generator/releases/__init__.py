"""What a school approved, and what is different since: records, releases, comparisons."""
