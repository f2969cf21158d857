"""What writes a site, side by side: pages, prints, deck, embed, search and feeds.

Each takes what :mod:`generator.content` says; none knows another.
"""
