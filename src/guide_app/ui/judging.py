"""Asks the engine of hours about rows and services: which country's holidays count."""

from __future__ import annotations

from datetime import datetime

from guide_app.core.hours import OpenState, open_state
from guide_app.core.values import WORLD, CountryCode, Service, ServiceRow


def judge_row(row: ServiceRow, now: datetime) -> OpenState:
    """Say whether the service of a row is open."""
    return open_state(row.schedule, now, _only(row.service_areas))


def judge_service(service: Service, now: datetime) -> OpenState:
    """Say whether a service is open."""
    return open_state(service.schedule, now, _only(service.service_areas))


def _only(areas: tuple[CountryCode, ...]) -> str | None:
    return areas[0] if len(areas) == 1 and areas[0] != WORLD else None
