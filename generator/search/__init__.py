"""The search: what it knows of a school's pages, and its script for the browser."""
