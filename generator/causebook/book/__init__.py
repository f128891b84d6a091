"""The book: entries and their relations in both directions, what each audience gets, and in which order.

It must not know files, pages or findings.
"""
