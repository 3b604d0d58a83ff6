"""Palette, charts and maps, each with the words and the table that say the same."""
