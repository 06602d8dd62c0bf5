"""The repairs that only the database can suggest: what the list says is taken over, when a person agrees.

Those that stand in the file itself are `formats.residents.KINDS`. Public: `DIFFERS`, `NUMBER_NOW_KNOWN`,
`OF_THE_DATABASE`.
"""

from __future__ import annotations

DIFFERS = "resident_differs"
NUMBER_NOW_KNOWN = "id_now_known"
OF_THE_DATABASE = (DIFFERS, NUMBER_NOW_KNOWN)
