"""What the operator can watch, for Prometheus. With several processes the counts are added up over all of them."""

import ipaddress
import os
import secrets

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.exceptions import HTTPException

from medconnect.entrypoints.settings import Settings

REQUESTS = Counter("medconnect_requests_total", "Answered requests.", ["method", "route", "status"])
SECONDS = Histogram(
    "medconnect_request_seconds",
    "Time to answer.",
    ["method", "route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def metrics_router(settings: Settings) -> APIRouter:
    """`/metrics`, for this machine alone or for whoever has the token."""
    router = APIRouter(include_in_schema=False)
    token = settings.metrics_token.get_secret_value()

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        by_token = bool(token) and secrets.compare_digest(given.encode(), token.encode())
        if not by_token and not _is_this_machine(request):
            raise HTTPException(404)
        return Response(generate_latest(_registry()), media_type=CONTENT_TYPE_LATEST)

    return router


def _registry() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _is_this_machine(request: Request) -> bool:
    """A request that came through a proxy on this machine is not from this machine."""
    if request.client is None or "x-forwarded-for" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
