/**
 * What the export still needs before a plain file server can give it out under a strict content security policy:
 * hashes of the inline scripts of each page (csp.json), compressed siblings, and nothing that is not needed.
 */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { blockedIn, scriptHashes } from "./inline-parts.mjs";

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
