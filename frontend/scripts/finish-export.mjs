/**
 * What the export still needs before a plain file server can give it out under a strict content security policy:
 * hashes of the inline scripts of each page (csp.json), compressed siblings, and nothing that is not needed.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const OUT = path.join(import.meta.dirname, "..", "out");
const TEXT = /\.(html|js|css|txt|svg|json|webmanifest|xml|ico)$/;
const WORTH_COMPRESSING = 1024;

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function addressOf(file) {
  return path.relative(OUT, file).split(path.sep).join("/");
}

/** Hashes of every script that stands in the page itself. */
function scriptHashes(html) {
  const hashes = new Set();
  for (const [, attributes, script] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (/\bsrc=/.test(attributes) || script === "") continue;
    hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  return [...hashes].sort();
}

/** What `style-src 'self'; script-src 'self' <hashes>` would block, outside of scripts. */
function blockedIn(html) {
  const markup = html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, "");
  const found = [];
  if (/<style\b/i.test(markup)) found.push("an inline <style>");
  for (const [tag] of markup.matchAll(/<[a-z][^>]*>/gi)) {
    const names = tag.replaceAll(/"[^"]*"|'[^']*'/g, '""');
    if (/\sstyle=/i.test(names)) found.push(`a style attribute: ${tag.slice(0, 80)}`);
    if (/\son[a-z]+=/i.test(names)) found.push(`an inline event handler: ${tag.slice(0, 80)}`);
  }
  return found;
}

function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
}

// Next exports its 404 page three times; the server gives out 404.html alone.
for (const copy of ["404", "_not-found"]) rmSync(path.join(OUT, copy), { recursive: true, force: true });
for (const file of filesIn(OUT)) if (/\.(map|br|gz)$/.test(file)) rmSync(file);

const pages = filesIn(OUT).filter((file) => file.endsWith(".html"));
const blocked = pages.flatMap((page) =>
  blockedIn(readFileSync(page, "utf8")).map((what) => `${addressOf(page)}: ${what}`),
);
if (blocked.length > 0) {
  console.error(`The content security policy would block:\n  ${blocked.join("\n  ")}`);
  process.exit(1);
}

const policy = Object.fromEntries(
  pages.sort().map((page) => [addressOf(page), scriptHashes(readFileSync(page, "utf8"))]),
);
writeFileSync(path.join(OUT, "csp.json"), `${JSON.stringify(policy, null, 2)}\n`);

// csp.json is for the server, not for browsers: no siblings.
const texts = filesIn(OUT).filter((file) => TEXT.test(file) && !file.endsWith("csp.json"));
const large = texts.filter((file) => statSync(file).size > WORTH_COMPRESSING);
for (const file of large) compress(file);
console.log(
  `Finished the export: ${pages.length} pages with their script hashes, ${large.length} files compressed.`,
);
