"""未在户籍地登记证明: the home village certifies that a person is not registered there."""
