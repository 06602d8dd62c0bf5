"""选票发放登记册: who took ballots at a place of polling, for whom and how many. It never numbers a ballot."""
