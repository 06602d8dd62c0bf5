"""Before the election is called: visits, key villages, audit and evaluation, training, publicity."""
