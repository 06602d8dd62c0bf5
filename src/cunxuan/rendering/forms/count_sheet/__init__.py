"""计票单: the count sheet of one polling place, blank to be filled by hand, or with its figures."""
