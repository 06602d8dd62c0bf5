"""登记参加选举的村民名单公告: the roll, by villagers' groups, that hangs in the village."""
