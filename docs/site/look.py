"""look.py CHROMIUM FOLDER [PICTURES]: what check says; ends with 1 where a page is not as it should be."""
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

chromium, folder = sys.argv[1], pathlib.Path(sys.argv[2])
pictures = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
pages = sorted(folder.rglob("*.html"))
faults = []
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for name, width, height in [("desk", 1280, 900), ("phone", 360, 740)]:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.on("request", lambda request: request.url.startswith(("file:", "data:", "blob:", "about:"))
                or faults.append(f"{page.url}: fetches {request.url}"))
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        for path in pages:
            page.goto(path.as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{path.relative_to(folder)}: {wide} pixels wide on a {name} of {width}")
            for violation in Axe().run(page, options={"runOnly": ["color-contrast", "link-in-text-block"]}).response["violations"]:
                for node in violation["nodes"][:3]:
                    faults.append(f"{path.relative_to(folder)} on a {name}: {violation['id']}: {node['html'][:100]}")
            if pictures and path.relative_to(folder).as_posix() in ("index.html", "docs/validation.html"):
                page.screenshot(path=pictures / f"{name}-{path.stem}.png")
        # The search, from the disk alone.
        page.goto((folder / "index.html").as_uri())
        if name == "phone":
            page.locator("label[for=__search].md-header__button").click()
        page.locator("input[name=query]").click()
        page.keyboard.type("inherited share", delay=20)
        try:
            page.wait_for_selector(".md-search-result__item", timeout=15000)
            if pictures:
                page.screenshot(path=pictures / f"{name}-search.png")
        except Exception as error:
            faults.append(f"the search finds nothing on a {name}: {error}")
    browser.close()
print("\n".join(faults) if faults else f"site: {len(pages)} pages on a desk and a phone: readable, narrow enough, nothing fetched; the search finds")
sys.exit(bool(faults))
