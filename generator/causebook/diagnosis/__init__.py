"""The diagnosis: what it must know of a book, its page, and its engine, also asked without a page.

`engine/` reads nothing but the contract, `worker/` keeps it off the page's thread, `page/` shows
what it says.
"""
