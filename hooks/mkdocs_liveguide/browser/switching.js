/**
 * While the reader changes light for dark, all changes at once: nothing fades at a pace of its own.
 *
 * The theme has a rule for that. It names every element and holds at each start of a page too, where all elements
 * are styled twice more for it, so the build leaves it out (`building/theme.py`).
 */

const root = document.documentElement;

// Before the theme's own listeners, which change the colours.
addEventListener(
  "change",
  ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "__palette") return;
    root.dataset.switching = "";
    setTimeout(() => {
      // The new colours are there before the rule goes.
      void getComputedStyle(root).color;
      delete root.dataset.switching;
    });
  },
  true,
);
