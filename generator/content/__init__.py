"""What is said about each subject, computed once: every writer above takes it from here."""
