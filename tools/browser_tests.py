"""The journeys of frontend/e2e: the built pages in a real Chromium, against the real server."""

import os
import subprocess
import sys

from serving import ROOT, chromium, demo_server


def main() -> None:
    """Serve, test, stop. Without a Chromium it says loudly that nothing was proven; in CI that is a failure."""
    browser = chromium()
    if browser is None:
        said = (
            "THE BROWSER TESTS DID NOT RUN: no Chromium here. Install one, or name it: CHROMIUM_PATH=/path/to/chromium"
        )
        sys.stderr.write(f"\n{'!' * len(said)}\n{said}\n{'!' * len(said)}\n\n")
        sys.exit(1 if os.environ.get("CI") else 0)
    with demo_server() as (address, logins):
        environment = {**os.environ, "CHROMIUM_PATH": browser, "E2E_BASE_URL": address, "E2E_LOGINS": logins}
        words = ["npm", "run", "e2e", "--silent", "--", *sys.argv[1:]]
        done = subprocess.run(words, cwd=ROOT / "frontend", env=environment, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
