(() => {
  const { open, send } = XMLHttpRequest.prototype;
  const indexes = new WeakSet();
  const waiting = new Set();
  let asked = new URLSearchParams(location.search).has("h");
  const box = "[data-md-component=search], [data-md-toggle=search], [for=__search]";
  function notice({ target }) {
    if (asked || !(target instanceof Element && target.closest(box))) return;
    asked = true;
    for (const go of waiting) go();
    for (const sign of SIGNS) document.removeEventListener(sign, notice);
  }
  const SIGNS = ["pointerover", "focusin", "change"];
  for (const sign of SIGNS) document.addEventListener(sign, notice, { passive: true });
  XMLHttpRequest.prototype.open = function (...args) {
    if (String(args[1]).endsWith("search/search_index.json")) indexes.add(this);
    return open.apply(this, args);
  };
  XMLHttpRequest.prototype.send = function (...args) {
    if (asked || !indexes.has(this)) return send.apply(this, args);
    waiting.add(() => send.apply(this, args));
  };
})();
