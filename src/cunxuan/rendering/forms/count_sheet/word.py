def word(printed): return b""
