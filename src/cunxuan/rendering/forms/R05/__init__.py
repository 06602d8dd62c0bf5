"""委托投票人员花名册: who votes for whom, as the election committee keeps it."""
