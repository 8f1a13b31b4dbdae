/**
 * Keeps one whole build of the site, for when the network is gone. `runtime/service_worker.py`
 * puts the build's name and its files before this text, and publishes it as /sw.js.
 *
 * Builds are never mixed: a build is kept when every file has arrived as the list says, else not at
 * all; pages come from the newest kept build; their scripts and data are named by their content, so
 * a page that was opened before finds its own in the build before.
 */

const scope = /** @type {any} */ (self);
/** @type {{build: string, files: Record<string, {hash: string, early: boolean}>}} */
const SITE = scope.SITE;
const PREFIX = "guide-";
const CACHE = PREFIX + SITE.build;
const AT_A_TIME = 6;

/** @param {string} path relative to the site's root */
const address = (path) => new URL(path.replace(/(^|\/)index\.html$/, "$1"), scope.registration.scope).href;

/** The files by address, without a query. @type {Map<string, {path: string, hash: string, early: boolean}>} */
const files = new Map();
for (const [path, file] of Object.entries(SITE.files)) files.set(address(path), { path, ...file });

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Fetches a file and keeps it, if it is the one that belongs to this build.
 * @param {Cache} cache
 * @param {string} url
 * @throws {Error} it is another one, or cannot be had
 */
async function keep(cache, url) {
  const file = files.get(url);
  // A page's address serves a new page after each build: ask the host, not the browser's own cache.
  const fresh = !/\.[0-9a-f]{8}\./.test(url);
  const response = await fetch(url, { cache: fresh ? "no-cache" : "default" });
  const bytes = await response.clone().arrayBuffer();
  if (!response.ok || (await digest(bytes)) !== file?.hash) {
    throw new Error(`${url} is not of build ${SITE.build}`);
  }
  await cache.put(url, response);
}

async function install() {
  const cache = await caches.open(CACHE);
  const wanted = [...files].filter(([, file]) => file.early).map(([url]) => url);
  const work = async () => {
    for (let url = wanted.pop(); url; url = wanted.pop()) {
      if (!(await cache.match(url))) await keep(cache, url);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  await scope.skipWaiting();
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  // The build before this one stays for pages that are still open.
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** @param {Request} request */
async function respond(request) {
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  const kept = await caches.open(CACHE).then((cache) => cache.match(url.href));
  if (kept) return kept;
  const older = request.mode === "navigate" ? undefined : await caches.match(url.href);
  if (older && !files.has(url.href)) return older;
  try {
    const response = await fetch(request);
    if (response.ok && files.has(url.href)) {
      const copy = response.clone();
      copy.arrayBuffer().then(async (bytes) => {
        if ((await digest(bytes)) !== files.get(url.href)?.hash) return;
        const { headers } = response;
        await (await caches.open(CACHE)).put(url.href, new Response(bytes, { headers: plain(headers) }));
      }).catch(() => undefined); // it was only for later
    }
    return response;
  } catch (error) {
    const page = request.mode === "navigate" && (await caches.match(address("404.html")));
    if (page) return page;
    throw error;
  }
}

/** The headers of unpacked content. @param {Headers} headers */
function plain(headers) {
  const copy = new Headers(headers);
  copy.delete("content-encoding");
  copy.delete("content-length");
  return copy;
}

scope.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
scope.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const own = request.url.startsWith(scope.registration.scope);
  // Parts of files cannot be answered from whole ones here, and nothing else is ours.
  if (request.method === "GET" && own && !request.headers.has("range")) {
    event.respondWith(respond(request));
  }
});
