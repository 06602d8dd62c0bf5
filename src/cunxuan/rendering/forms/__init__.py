"""One folder for each form, named by its id."""
