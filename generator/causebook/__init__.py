"""Causebook: cause-and-fix entries in YAML become a help center.

Arrows point one way: findings, text ← model ← load ← link ← audience ← render ← write,
site ← plugin, cli. Nothing in this package knows what any book is about.
"""
