/** What a page costs a phone, as a table; fails when a page costs more than was promised. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const OUT = path.join(import.meta.dirname, "..", "out");
const KB = 1000;
const LIMITS = { script: 210 * KB, style: 20 * KB, folder: 4000 * KB };

function compressedSize(address) {
  const file = path.join(OUT, address);
  return statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size;
}

function sum(addresses) {
  return [...new Set(addresses)].map(compressedSize).reduce((total, size) => total + size, 0);
}

/** First load: every script and style the page names; `nomodule` scripts are for browsers that load nothing else. */
function costOf(page) {
  const html = readFileSync(path.join(OUT, page), "utf8");
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/nomodule/i.test(tag));
  const addresses = tags.flatMap((tag) => tag.match(/(?<=(?:src|href)="\/)[^"?]+/) ?? []);
  return {
    script: sum(addresses.filter((address) => address.endsWith(".js"))),
    style: sum(addresses.filter((address) => address.endsWith(".css"))),
  };
}

const files = readdirSync(OUT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const pages = files
  .filter((entry) => entry.name.endsWith(".html"))
  .map((entry) => path.relative(OUT, path.join(entry.parentPath, entry.name)))
  .sort();
const folder = files
  .filter((entry) => !/\.(br|gz)$/.test(entry.name))
  .reduce((total, entry) => total + statSync(path.join(entry.parentPath, entry.name)).size, 0);

const rows = pages.flatMap((page) => {
  const { script, style } = costOf(page);
  return [
    { what: page, part: "JS gz", bytes: script, limit: LIMITS.script },
    { what: page, part: "CSS gz", bytes: style, limit: LIMITS.style },
  ];
});
rows.push({ what: "out/ before compression", part: "all", bytes: folder, limit: LIMITS.folder });

for (const { what, part, bytes, limit } of rows) {
  const verdict = bytes > limit ? "TOO MUCH" : "ok";
  const figures = `${(bytes / KB).toFixed(1).padStart(8)} kB of ${String(limit / KB).padStart(4)} kB`;
  console.log(`${what.padEnd(28)} ${part.padEnd(7)} ${figures}  ${verdict}`);
}
if (rows.some(({ bytes, limit }) => bytes > limit)) process.exit(1);
