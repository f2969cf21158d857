"""What happens once pages exist: build with an engine, stage for another, put in place."""
