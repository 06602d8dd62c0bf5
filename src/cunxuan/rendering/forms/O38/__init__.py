"""委托投票书及委托投票证: the letter of a principal, and the leave of the election committee; two on a sheet."""
