"""The search: an index of what each page is found by, and the scripts that look into it.

`records` says by what a page is found, `index` cuts that into parts that are loaded when they
are needed, `words.mjs` is the one place that knows what a word is.
"""
