/**
 * Keeps one whole build of the site, for when the network is gone. `runtime/service_worker.py`
 * puts the build's name and its files before this text, and publishes it as /sw.js.
 *
 * Builds are never mixed: what is kept has the bytes that the list says, whatever a host makes of
 * addresses. A page that the host sends changed is left out; without a script or a data file of ours
 * nothing is kept. Pages come from the newest kept build; their scripts and data are named by their
 * content, so a page that was opened before finds its own in the build before.
 *
 * Other guides, and other versions of this one, may share the origin and its caches: ours are named
 * by our scope, and no other is looked at.
 */

const scope = /** @type {any} */ (self);
/** @typedef {{hash: string, size: number, early: boolean}} File SHA-256 in hex, and bytes */
/** @type {{build: string, parts: string, files: Record<string, File>}} */
const SITE = scope.SITE;
/** The site's root, an absolute address ending in a slash. @type {string} */
const ROOT = scope.registration.scope;
// No path in an address holds a space, so the scope /a/ is not the beginning of /a/b/.
const PREFIX = `liveguide:${new URL(ROOT).pathname} `;
const CACHE = PREFIX + SITE.build;
/** How builds were kept when all guides of an origin used the same names. */
const UNSCOPED = /^guide-[0-9a-f]{16}$/;
/**
 * Under which address a finished cache says when that was, and which files the host sends changed.
 * @typedef {{at: number, changed: string[]}} Finished milliseconds; paths
 */
const FINISHED = new URL("sw.js?finished", ROOT).href;
const AT_A_TIME = 6;
/** Up to this size a kept file is checked before it is used; bytes. It takes a millisecond. */
const CHECKED_FIRST = 131_072;
/** What the reader waits for goes before checks of larger ones; milliseconds. */
const CHECK_AFTER = 5000;
/**
 * How files are asked for, one way after the other. What the browser's own cache has may be old, or damaged.
 * @type {Record<"page" | "other", RequestCache[]>}
 */
const MODES = { page: ["no-cache"], other: ["default", "reload"] };

/** Where a file is asked for and kept. @param {string} path relative to the site's root */
const address = (path) =>
  new URL(path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/"), ROOT).href;

/**
 * The file that an address means, in any spelling that hosts give it: /a/, /a, /a/index.html, /a.html.
 * @param {string} href
 * @returns {{path: string, moved: boolean} | undefined} moved: relative links would lead elsewhere there
 */
function find(href) {
  let path;
  try {
    path = decodeURIComponent(new URL(href).pathname.slice(new URL(ROOT).pathname.length));
  } catch {
    return undefined; // it was cut or tampered with
  }
  const folder = path === "" || path.endsWith("/");
  const here = folder ? [`${path}index.html`] : [path, `${path}.html`];
  const elsewhere = folder ? `${path.slice(0, -1)}.html` : `${path}/index.html`;
  const listed = (/** @type {string} */ each) => Object.hasOwn(SITE.files, each);
  const found = here.find(listed);
  if (found) return { path: found, moved: false };
  return listed(elsewhere) ? { path: elsewhere, moved: true } : undefined;
}

const FOLDERS = new Set(Object.keys(SITE.files).filter((path) => path.includes("/")).map((path) => path.split("/")[0]));

/** Whether a build before this one may have had such a file. @param {string} href */
const maybeOlder = (href) => FOLDERS.has(new URL(href).pathname.slice(new URL(ROOT).pathname.length).split("/")[0]);

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A response of our own: no navigation may be answered with a redirected one, and it is not packed any more.
 * @param {BodyInit} body
 * @param {Headers} headers
 * @param {number} [status]
 */
function plain(body, headers, status = 200) {
  const copy = new Headers(headers);
  // Vary is about what a host may send for one address; here each has one content.
  for (const name of ["content-encoding", "content-length", "content-range", "vary"]) copy.delete(name);
  return new Response(body, { status, headers: copy });
}

/** Says something in the console of each page that asked for the site to be kept. @param {string} text */
async function tell(text) {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ offline: text });
}

/* Keeping */

/** @param {string} name of a cache @returns {Promise<Finished | undefined>} undefined: it is not */
const finishedOf = async (name) => (await caches.match(FINISHED, { cacheName: name }))?.json();

/** The names of the caches of this scope but this build's own, oldest first. */
async function others() {
  /** @type {{name: string, at: number}[]} */
  const finished = [];
  /** @type {string[]} */
  const unfinished = [];
  for (const name of await caches.keys()) {
    if (name === CACHE) continue;
    if (name.startsWith(PREFIX)) {
      const { at } = (await finishedOf(name)) ?? {};
      if (at === undefined) unfinished.push(name);
      else finished.push({ name, at });
    } else if (UNSCOPED.test(name) && (await isOurs(await caches.open(name)))) finished.push({ name, at: 0 });
  }
  return { finished: finished.sort((one, two) => one.at - two.at).map(({ name }) => name), unfinished };
}

/** Whether a cache that has no scope in its name is surely of this site. @param {Cache} cache */
async function isOurs(cache) {
  const urls = (await cache.keys()).map(({ url }) => url);
  return urls.includes(ROOT) && urls.every((url) => url.startsWith(ROOT));
}

/**
 * A file as the newest of such builds has it.
 * @param {string[]} names of caches, oldest first
 * @param {string} url
 * @returns {Promise<Response | undefined>}
 */
async function fromBefore(names, url) {
  for (const name of [...names].reverse()) {
    const kept = await caches.match(url, { cacheName: name });
    if (kept) return kept;
  }
  return undefined;
}

/**
 * Gets a file and keeps it, if it is the one that belongs to this build.
 * @param {Cache} cache
 * @param {string} path
 * @param {string[]} before names of the caches of other builds, oldest first
 * @returns {Promise<boolean>} whether it is kept: false for one that the host sends otherwise
 * @throws {Error} nothing can be kept now
 */
async function keep(cache, path, before) {
  const { hash } = SITE.files[path];
  const url = address(path);
  const isPage = path.endsWith(".html");
  /** @param {ArrayBuffer} bytes @param {Headers} headers */
  const put = (bytes, headers) => cache.put(url, plain(bytes, headers)).then(() => true);

  const old = await fromBefore(before, url);
  const oldBytes = await old?.arrayBuffer();
  const oldHash = oldBytes && (await digest(oldBytes));
  // A page is asked for anew: its headers may have changed where its text has not.
  if (old && oldBytes && oldHash === hash && !isPage) return put(oldBytes, old.headers);

  let found;
  for (const mode of MODES[isPage ? "page" : "other"]) {
    // A redirect to another origin, such as a login, cannot be followed; it is no sign of a lost network.
    const response = await fetch(url, { cache: mode }).catch(() => fetch(url, { redirect: "manual" }));
    const bytes = await response.arrayBuffer();
    found = await digest(bytes);
    if (found === hash) return put(bytes, response.headers);
    if (response.status === 429 || response.status >= 500) throw new Error(`${path} cannot be had (${response.status})`);
  }
  if (found === oldHash) throw new Error(`${path} is still that of the build before`);
  if (path.startsWith(SITE.parts)) throw new Error(`${path} is not that of this build`);
  return false;
}

/** @type {Promise<void> | undefined} */
let completing;

/** Keeps what is missing, once at a time. */
const complete = async () => {
  if (!gone) await (completing ??= keepMissing().finally(() => (completing = undefined)));
};

/** @throws {Error} not all can be kept; what is kept by then is there for the next try */
async function keepMissing() {
  const cache = await caches.open(CACHE);
  const last = await finishedOf(CACHE);
  const changed = [...(last?.changed ?? [])];
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const wanted = Object.keys(SITE.files).filter(
    (path) => SITE.files[path].early && !kept.has(address(path)) && !changed.includes(path),
  );
  if (last && !wanted.length) return;
  const before = (await others()).finished;
  const work = async () => {
    try {
      for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
        if (!(await keep(cache, path, before))) changed.push(path);
      }
    } finally {
      wanted.length = 0; // after a failure the others end what they have begun
    }
  };
  await checkRoom(wanted);
  const done = await Promise.allSettled(Array.from({ length: AT_A_TIME }, work));
  for (const each of done) if (each.status === "rejected") throw each.reason;
  await cache.put(FINISHED, new Response(JSON.stringify({ at: Date.now(), changed })));
  if (changed.length > (last?.changed.length ?? 0)) {
    await tell(
      `Without a network, all of the site works but ${changed.length} of its files, such as ${changed.sort()[0]}: ` +
        "the host sends them otherwise than they were built, or not at all.",
    );
  }
}

/** @param {string[]} wanted paths @throws {Error} they would not fit */
async function checkRoom(wanted) {
  /** @type {StorageEstimate} */
  let room = {};
  try {
    room = await navigator.storage.estimate();
  } catch {
    // Not every browser says.
  }
  const { quota = Infinity, usage = 0 } = room;
  const size = wanted.reduce((sum, path) => sum + SITE.files[path].size, 0);
  if (size > quota - usage) throw new Error(`this browser has no room for its ${size} bytes`);
}

async function install() {
  try {
    await complete();
  } catch (error) {
    // A full store stays full with half a site in it.
    if (/** @type {Error} */ (error).name === "QuotaExceededError") await caches.delete(CACHE);
    throw error;
  }
  await scope.skipWaiting();
}

/** The build before this one stays for pages that are still open. */
async function clear() {
  const { finished, unfinished } = await others();
  await Promise.all([...finished.slice(0, -1), ...unfinished].map((name) => caches.delete(name)));
}

async function activate() {
  await clear().catch(() => undefined); // it is only room
  await scope.clients.claim();
}

/** Says why the site is not kept. @param {unknown} error @returns {Promise<never>} */
const sayWhy = async (error) => {
  await tell(`The site is not kept for use without a network: ${/** @type {Error} */ (error).message}.`);
  throw error;
};

/* Answering */

/**
 * A kept file. A damaged one is thrown away: before it is used, or soon after where that would make
 * the reader wait.
 * @param {string} path
 * @param {any} event that it is wanted for
 * @returns {Promise<Response | undefined>}
 */
async function recall(path, event) {
  // A page that asks in this way has doubts about what it got.
  const doubted = event.request.cache === "reload";
  try {
    if (doubted || SITE.files[path].size <= CHECKED_FIRST) return await checked(path);
    const kept = await caches.match(address(path), { cacheName: CACHE });
    if (kept) event.waitUntil(checkLater(path).catch(() => undefined));
    return kept;
  } catch {
    // Storage may be forbidden, or broken: the network is still there.
    return undefined;
  }
}

/** @param {string} path @returns {Promise<Response | undefined>} none if it is damaged */
async function checked(path) {
  const kept = await caches.match(address(path), { cacheName: CACHE });
  if (!kept) return undefined;
  const bytes = await kept.arrayBuffer().catch(() => undefined);
  if (bytes && (await digest(bytes)) === SITE.files[path].hash) return plain(bytes, kept.headers);
  await (await caches.open(CACHE)).delete(address(path));
  return undefined;
}

/** What has been checked since this worker was started. @type {Set<string>} */
const looked = new Set();

/** Gets a large file again if it is damaged. @param {string} path */
async function checkLater(path) {
  if (looked.has(path)) return;
  looked.add(path);
  await new Promise((done) => setTimeout(done, CHECK_AFTER));
  if (!(await checked(path))) await complete();
}

/**
 * Keeps what a reader has just got, for later.
 * @param {string} path
 * @param {Response} response
 */
async function keepUsed(path, response) {
  const bytes = await response.arrayBuffer();
  if (gone || (await digest(bytes)) !== SITE.files[path].hash) return;
  await (await caches.open(CACHE)).put(address(path), plain(bytes, response.headers));
}

/** @param {any} event */
async function respond(event) {
  /** @type {Request} */
  const request = event.request;
  const navigates = request.mode === "navigate";
  const { path, moved } = find(request.url) ?? {};
  if (path !== undefined) {
    const kept = await recall(path, event);
    if (kept) {
      if (navigates) event.waitUntil(leaveWithSite().catch(() => undefined));
      if (navigates && moved) return Response.redirect(address(path) + new URL(request.url).search);
      return part(kept, request.headers.get("range"));
    }
  } else if (!navigates) {
    const url = new URL(request.url);
    const older = await others().then(({ finished }) => fromBefore(finished, url.origin + url.pathname)).catch(() => undefined);
    if (older) return older;
  }
  try {
    const response = await fetch(request);
    // It is only for later: whatever goes wrong, the reader has it.
    if (path !== undefined) event.waitUntil(keepUsed(path, response.clone()).catch(() => undefined));
    return response;
  } catch (error) {
    if (navigates) return noNetwork(event, path !== undefined);
    throw error;
  }
}

/**
 * As much of a file as was asked for.
 * @param {Response} whole
 * @param {string | null} range the header of the request
 */
async function part(whole, range) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? ["", "", ""];
  if (!from && !to) return whole; // several parts at once need not be given
  const bytes = await whole.arrayBuffer();
  const size = bytes.byteLength;
  const first = from ? Number(from) : Math.max(0, size - Number(to));
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1;
  const none = first > last;
  const response = plain(none ? "" : bytes.slice(first, last + 1), whole.headers, none ? 416 : 206);
  response.headers.set("content-range", `bytes ${none ? "*" : `${first}-${last}`}/${size}`);
  return response;
}

/**
 * A page in the place of one that cannot be had.
 * @param {any} event
 * @param {boolean} exists the site has such a page
 */
async function noNetwork(event, exists) {
  const page = exists || !SITE.files["404.html"] ? undefined : await recall("404.html", event);
  if (page) return plain(await page.arrayBuffer(), page.headers, 404);
  const start = SITE.files["index.html"] && (await recall("index.html", event)) ? ` You can also go to <a href="${ROOT}">the start of the site</a>.` : "";
  return new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>The site cannot be reached</title><h1>The site cannot be reached</h1>` +
      `<p>This page is not kept in this browser. Check the connection and <a href="">try again</a>.${start}</p></html>`,
    { status: 503, headers: { "content-type": "text/html; charset=utf-8" } },
  );
}

let lookedForSite = false;
/** The site is not there any more: nothing is kept again. */
let gone = false;

/** Where the site has gone, or has no service worker any more, what is kept of it goes too. */
async function leaveWithSite() {
  if (lookedForSite) return;
  lookedForSite = true;
  // A redirect may be somebody's login: it says nothing.
  const response = await fetch(scope.location.href, { method: "HEAD", cache: "no-store", redirect: "manual" });
  const isPage = response.ok && response.headers.get("content-type")?.startsWith("text/html");
  if (response.status !== 404 && response.status !== 410 && !isPage) return;
  gone = true;
  const { finished, unfinished } = await others();
  await scope.registration.unregister();
  await Promise.all([CACHE, ...finished, ...unfinished].map((name) => caches.delete(name)));
}

scope.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install().catch(sayWhy)));
scope.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
scope.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "complete") event.waitUntil(complete().catch(sayWhy).catch(() => undefined));
  if (event.data === "claim") event.waitUntil(scope.clients.claim());
});
scope.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
  // What lies below our scope may be another site's.
  if (request.mode === "navigate" || find(request.url) || maybeOlder(request.url)) event.respondWith(respond(event));
});
