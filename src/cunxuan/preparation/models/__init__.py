"""The tables of the preparation, one file for each part of it."""
