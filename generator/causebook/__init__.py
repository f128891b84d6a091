"""Causebook: cause-and-fix entries in YAML become a help center.

docs/architecture.md has the rooms and the way of one entry. Nothing in this package knows what any
book is about.
"""
