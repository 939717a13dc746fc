"""A small clinic network to try things on. Always the same for the same day, and made by the use cases alone."""

from medconnect.entrypoints.demo.logins import LOGINS, Login
from medconnect.entrypoints.demo.making import make_demo

__all__ = ["LOGINS", "Login", "make_demo"]
