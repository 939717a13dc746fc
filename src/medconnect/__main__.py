"""`python -m medconnect` is `medconnect`."""

from medconnect.entrypoints.cli.main import run

run()
