"""委托投票、流动票箱投票、代写人员名单公告: the lists that hang in the village before the poll."""
