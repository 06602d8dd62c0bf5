"""The tables of the oversight, one file for each part of it."""

from .tasks import Source, Task, TaskNote, TaskQuerySet, TaskState

__all__ = ["Source", "Task", "TaskNote", "TaskQuerySet", "TaskState"]
