"""Holding 200 villages for three months: daily reports, meetings, inspections, complaints; what is found is a task."""
