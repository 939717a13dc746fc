"""The web application: routes, edges and the site, around one container."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from medconnect import __version__
from medconnect.adapters.system_clock import FreshIds
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.http.directory.areas import areas
from medconnect.entrypoints.http.directory.router import directory
from medconnect.entrypoints.http.docs import docs_router
from medconnect.entrypoints.http.health import health
from medconnect.entrypoints.http.identity.router import identity
from medconnect.entrypoints.http.metrics import metrics_router
from medconnect.entrypoints.http.middleware import Body, Envelope
from medconnect.entrypoints.http.notifications.mailbox import mailbox
from medconnect.entrypoints.http.problems import install_problems
from medconnect.entrypoints.http.scheduling.routers import scheduling
from medconnect.entrypoints.http.schemas import Problem
from medconnect.entrypoints.http.site import Site
from medconnect.entrypoints.http.triage.symptoms import symptoms
from medconnect.entrypoints.settings import Settings

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

_DESCRIPTION = """Find the right doctor, see times that are really free, and book one that nobody else can take.

Errors are RFC 9457 problem documents with a stable `code`. Instants are UTC; beside them stands the clinic's zone."""


def create_app(container: Container, settings: Settings, *, lifespan: Lifespan | None = None) -> FastAPI:
    """Build the application. Routes ask `container` at each request, so it may be opened by `lifespan`."""
    app = FastAPI(
        title="MedConnect",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.container = container
    for router in (
        directory,
        areas,
        identity,
        symptoms,
        *scheduling,
        *((mailbox,) if settings.profile == "demo" else ()),
    ):
        app.include_router(router, prefix="/api/v1")
    for router in (health, metrics_router(settings), docs_router()):
        app.include_router(router)
    app.router.default = Site(settings.site_dir)
    install_problems(app)
    # A file, and what a form puts around it.
    larger = [(path, settings.upload_limit_bytes + 65_536) for path in ("/api/v1/me/avatar", "/api/v1/auth/register")]
    app.add_middleware(Body, limit=settings.body_limit_bytes, seconds=settings.body_timeout_seconds, larger=larger)
    app.add_middleware(Envelope, new_id=FreshIds(), over_tls=settings.public_url.startswith("https://"))
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, object]:
    """The description of what the app really does: problems in place of the framework's own error shape."""
    if app.openapi_schema:
        return app.openapi_schema
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    app.openapi_schema = document
    return document
