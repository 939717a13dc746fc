"""The pictures of the README, taken from the running product: make pictures."""

import subprocess
import sys
import tempfile

from serving import ROOT, chromium, demo_server

PICTURES = (("home", "/", 1280, 960), ("home-phone", "/", 390, 844))
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--force-device-scale-factor=1"),
)


def main() -> None:
    """Take them all."""
    browser = chromium()
    if browser is None:
        sys.exit("There is no Chromium here to take pictures with.\nInstall one, or name it: CHROMIUM_PATH=…")
    with demo_server() as (address, _):
        for name, path, width, height in PICTURES:
            with tempfile.TemporaryDirectory() as profile:
                target = ROOT / "docs" / "images" / f"{name}.png"
                view = (f"--window-size={width},{height}", f"--screenshot={target}", f"--user-data-dir={profile}")
                words = [browser, *QUIET, *view, "--virtual-time-budget=5000", f"{address}{path}"]
                subprocess.run(words, check=True, capture_output=True)
                sys.stderr.write(f"· {target.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
