"""The papers of a result as what they say: contexts of A12 and F04 from a determination."""
