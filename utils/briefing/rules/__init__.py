"""The rules: each a small function that looks at the material and writes the sentences it can answer for."""
