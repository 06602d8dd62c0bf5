"""选举结果公告: the announcement of a round's result that hangs in the village."""
