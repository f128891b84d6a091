"""Everything that gives findings about a linked book: references, patterns, addresses, pages.

Nothing here stops at the first finding, prints or exits.
"""
