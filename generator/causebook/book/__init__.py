"""The book: entries, their relations in both directions, and what each audience gets of them.

It must not know files, pages or findings.
"""
