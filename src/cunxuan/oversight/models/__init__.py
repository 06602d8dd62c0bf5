"""The tables of the oversight, one file for each part of it."""

from .complaints import CaseLetter as CaseLetter
from .complaints import CaseNote as CaseNote
from .complaints import CaseOfficer as CaseOfficer
from .complaints import Channel as Channel
from .complaints import Complaint as Complaint
from .complaints import ComplaintKind as ComplaintKind
from .complaints import OfficerKind as OfficerKind
from .complaints import Stage as Stage
from .daily import DailyReport as DailyReport
from .daily import ReportState as ReportState
from .daily import WatchedFigure as WatchedFigure
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
from .violations import Disposal as Disposal
from .violations import Evidence as Evidence
from .violations import Violation as Violation
