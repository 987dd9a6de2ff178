"""A browser as old as those of the screens in halls: Chrome 52, as far as a new one can play it.

The newer names are taken away before the page starts. Its syntax and styles stay those of the
browser that runs the test: `test_old_chrome.py` reads the built files for them.
"""

from playwright.async_api import Page

NEWER = """
for (const [of, names] of [
  [Object, ["entries", "values", "fromEntries", "getOwnPropertyDescriptors", "hasOwn", "groupBy"]],
  [Array.prototype, ["flat", "flatMap", "at", "findLast", "toSorted", "toSpliced", "toReversed"]],
  [String.prototype, ["padStart", "padEnd", "trimStart", "trimEnd", "matchAll", "replaceAll"]],
  [Promise, ["allSettled", "any", "try", "withResolvers"]],
  [Promise.prototype, ["finally"]],
  [Element.prototype, ["append", "prepend", "replaceChildren", "toggleAttribute", "getAnimations"]],
  [Node.prototype, ["getRootNode"]],
  [Event.prototype, ["composedPath"]],
  [Intl.DateTimeFormat.prototype, ["formatToParts", "formatRange"]],
  [Crypto.prototype, ["randomUUID"]],
  [Navigator.prototype, ["clipboard", "locks"]],
  [window, ["PointerEvent", "AbortController", "ResizeObserver", "structuredClone",
            "queueMicrotask", "WeakRef", "FinalizationRegistry", "BroadcastChannel"]],
]) for (const name of names) delete of[name]
"""


async def pretend(page: Page) -> None:
    """Take away from every page opened from here on what came after Chrome 52."""
    await page.add_init_script(NEWER)
