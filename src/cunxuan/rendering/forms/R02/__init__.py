"""登记参加选举的村民登记册: every adult of the village, with what became of the registration and the evidence."""
