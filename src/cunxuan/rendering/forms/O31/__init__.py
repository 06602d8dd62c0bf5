"""居住满一年人员参选审议决议: how a meeting voted on people whose hukou is elsewhere."""
