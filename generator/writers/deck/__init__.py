"""The training hall: stories with the school's answer to each, and the deck that shows them."""
