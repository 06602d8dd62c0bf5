"""Messages to people away: who is written to, what they answered, and what came of it."""
