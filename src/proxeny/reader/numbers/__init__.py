"""Numbers as texts write them: digits with separators, spelt-out words, scale words; shared by quantities and dates."""
