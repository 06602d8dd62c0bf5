"""The tables of the oversight, one file for each part of it."""

from .meetings import Finding as Finding
from .meetings import Inspection as Inspection
from .meetings import Item as Item
from .meetings import Meeting as Meeting
from .meetings import MeetingItem as MeetingItem
from .meetings import MeetingKind as MeetingKind
from .tasks import Source as Source
from .tasks import Task as Task
from .tasks import TaskNote as TaskNote
from .tasks import TaskQuerySet as TaskQuerySet
from .tasks import TaskState as TaskState
