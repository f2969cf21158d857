"""The typed policy: what a source file may say, field by field.

Every field has a docstring beneath it; the author's guide and the JSON Schemas are made from them.
"""
