"""Many schools in one run: each builds or is refused by itself, and what is unchanged is not built.

sources → inputs → (unchanged, or a process of its own: work) → kept → report. ``run.py`` is the
loop; ``commands.py`` the way in.
"""
