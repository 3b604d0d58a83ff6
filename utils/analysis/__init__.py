"""Filters, and every number: each with its unit, its basis and what it does not cover."""
