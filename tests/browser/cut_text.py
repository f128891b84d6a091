"""Which text of a page a reader cannot see whole, however far it scrolls down.

A box that scrolls by itself, such as one of commands, cuts nothing off, and what is only for
screen readers is not meant to be seen. A row that unfolds may shorten what stands whole in its fold.
"""

from __future__ import annotations

from playwright.sync_api import Page

_LOOK = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const most = 1.5;
  const rests = (style) => style.position === "fixed";
  const within = (box, frame) =>
    box.left >= frame.left - most && box.right <= frame.right + most;
  const screen = { left: 0, right: innerWidth };
  const standsInItsFold = (node) => {
    const row = node.parentElement.closest("summary");
    const others = row ? [...row.parentElement.children].filter((one) => one !== row) : [];
    return others.some((one) => one.textContent.includes(node.data.trim()));
  };
  const isCut = (node, box) => {
    for (let up = node.parentElement; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (up === document.body || up === document.documentElement || rests(style)) break;
      if (["auto", "scroll"].includes(style.overflowX)) return false;
      if (style.clipPath !== "none" || style.clip !== "auto") return false;
      const clips = ["hidden", "clip"].includes(style.overflowX);
      if (clips && !within(box, up.getBoundingClientRect())) return true;
    }
    return !within(box, screen);
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  const range = document.createRange();
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
    if (node.parentElement.closest(".md-sidebar, .md-header__topic, script, style, template")) continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width);
    if (boxes.some((box) => isCut(node, box)) && !standsInItsFold(node)) found.add(node.data.trim().slice(0, 60));
  }
  return [...found];
}"""


def cut_text(page: Page) -> list[str]:
    """The beginnings of all texts that reach beyond the screen or are cut by a box, all folds open."""
    found: list[str] = page.evaluate(_LOOK)
    return found
