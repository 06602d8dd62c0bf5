"""参选证: the voter card, ten on a sheet with lines to cut along."""
