"""名单异议处理决定书: the decision that the objector gets."""
