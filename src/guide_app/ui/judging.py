"""Asks the engine of hours about rows and services: which country's holidays count."""

from __future__ import annotations

from datetime import datetime

from guide_app.core.hours import OpenState, holiday_country, open_state
from guide_app.core.values import Service, ServiceRow


def judge_row(row: ServiceRow, now: datetime) -> OpenState:
    """Say whether the service of a row is open."""
    return open_state(row.schedule, now, holiday_country(row.service_areas))


def judge_service(service: Service, now: datetime) -> OpenState:
    """Say whether a service is open."""
    return open_state(service.schedule, now, holiday_country(service.service_areas))
