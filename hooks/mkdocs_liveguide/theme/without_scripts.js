addEventListener(
  "error",
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || target.type !== "module") return;
    document.documentElement.dataset.live = "failed";
    const mark = () => {
      for (const each of document.querySelectorAll(":not(:defined)")) each.dataset.live = "failed";
    };
    // Instant navigation puts other pages into the same document.
    new MutationObserver(mark).observe(document.documentElement, { childList: true, subtree: true });
    mark();
  },
  true,
);
