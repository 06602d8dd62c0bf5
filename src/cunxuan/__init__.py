"""村选: the elections of a county's villages, from the first list of residents to the last archive box."""

__version__ = "0.1.0"
