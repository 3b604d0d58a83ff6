"""Figures to sentences, sentences to one Briefing, and its renderings."""
