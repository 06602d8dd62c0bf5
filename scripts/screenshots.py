"""Takes the pictures of the README from a demonstration county, in Chinese and in English.

.venv/bin/cunxuan demo --dir /tmp/county --no-serve
.venv/bin/python scripts/screenshots.py /tmp/county
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PROGRAM = Path(sys.executable).parent / "cunxuan"
PASSWORD = "cunxuan-2026"  # noqa: S105  the demonstration's own, printed for everybody
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]

DIFFERS = "140824102208.2026.general.r1.p01"
#: name of the picture, who looks, where, window
PICTURES = (
    ("board", "county", "/", (1366, 768)),
    ("difference", "huayu", f"/count/{DIFFERS}", (1366, 900)),
    ("result", "", "/r/140824103207.2026.general.r1", (1100, 1300)),
)


def main(folder: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = subprocess.Popen([PROGRAM, "serve", "--dir", folder, "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            for language in ("zh-hans", "en"):
                for picture in PICTURES:
                    take(browser, f"http://localhost:{port}", language, *picture)
            browser.close()
    finally:
        server.terminate()
        server.wait()


def take(
    browser: Browser, base: str, language: str, name: str, account: str, address: str, window: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": window[0], "height": window[1]}, locale="zh-CN")
    context.add_cookies([{"name": "django_language", "value": language, "url": base}])
    page = context.new_page()
    if account:
        sign_in(page, base, account)
    page.goto(base + address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}{'.en' if language == 'en' else ''}.png")
    context.close()


def sign_in(page: Page, base: str, account: str) -> None:
    page.goto(f"{base}/login")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not open.")


if __name__ == "__main__":
    main(sys.argv[1])
