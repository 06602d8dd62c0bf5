"""The tables of the preparation, one file for each part of it."""

from .audits import Audit as Audit
from .audits import AuditProblem as AuditProblem
from .audits import Confirmation as Confirmation
from .audits import Evaluated as Evaluated
from .audits import Evaluation as Evaluation
from .audits import GateOverride as GateOverride
from .key_village import Consultation as Consultation
from .key_village import KeyVillage as KeyVillage
from .key_village import Stands as Stands
from .publicity import CountyText as CountyText
from .publicity import PublicityItem as PublicityItem
from .receptions import ReceptionDay as ReceptionDay
from .situation import Situation as Situation
from .training import Attendance as Attendance
from .training import MustTrain as MustTrain
from .training import Session as Session
from .visits import Visit as Visit
