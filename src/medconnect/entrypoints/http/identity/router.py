"""Everything about accounts, under one router."""

from medconnect.entrypoints.http.identity.administration import administration
from medconnect.entrypoints.http.identity.me import me
from medconnect.entrypoints.http.identity.passwords import passwords
from medconnect.entrypoints.http.identity.registration import registration
from medconnect.entrypoints.http.identity.second_factor import second_factor
from medconnect.entrypoints.http.identity.signing_in import signing_in
from medconnect.entrypoints.http.schemas import router

identity = router()
for part in (registration, signing_in, passwords, me, second_factor, administration):
    identity.include_router(part)
