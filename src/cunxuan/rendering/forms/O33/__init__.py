"""名单异议登记表: the register of objections to the roll, with their clocks."""
