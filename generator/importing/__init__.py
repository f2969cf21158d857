"""A school's own document, read into numbered statements with the rules that may say them.

read → statements → found facts → matches → a school's source. Each step is a module.
"""
