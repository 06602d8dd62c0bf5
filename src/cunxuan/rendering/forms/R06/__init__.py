"""流动票箱投票、代写人员花名册: who votes at a mobile box, and who writes for whom."""
