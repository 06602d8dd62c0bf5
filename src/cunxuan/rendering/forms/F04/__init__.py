"""村民委员会选举结果报告单: the signed report of a round, kept by village, township and county."""
