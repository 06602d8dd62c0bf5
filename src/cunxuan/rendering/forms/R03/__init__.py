"""参选证发放花名册: who took each voter card, one group to a page."""
