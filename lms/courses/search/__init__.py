"""The heart of search: folding, pairs of letters, ranking, snippets.

A revision never changes, so its index is written once: for every pair of letters (and every single letter) a set of
the texts that hold it, as a bitmap for titles, headings and bodies. A term is found where all its pairs are; longer
terms are then looked for in the text itself. That suits Korean, where a word of two syllables is an ordinary query and
endings are glued to words, and gives the same results on every database.
"""
