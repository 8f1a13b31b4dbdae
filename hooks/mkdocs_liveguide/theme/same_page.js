(() => {
  let { pathname: shown, search: came } = location;
  addEventListener("DOMContentLoaded", () => window.location$?.subscribe(() => (shown = came = "")));
  const back = (event) => location.pathname === shown && event.stopImmediatePropagation();
  addEventListener("popstate", back, true);
  const click = ({ target }) => {
    const link = target.closest?.("a[href*='#']");
    if (link?.host !== location.host || link.pathname !== location.pathname) return;
    const before = { search: link.search, target: link.target };
    if (["", came].includes(link.search)) link.search = location.search;
    if (link.search === location.search) link.target ||= "_self";
    const again = link.href === location.href;
    setTimeout(() => {
      Object.assign(link, before);
      if (again) dispatchEvent(new HashChangeEvent("hashchange"));
    });
  };
  document.addEventListener("click", click, true);
})();
