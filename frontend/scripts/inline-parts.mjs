import { createHash } from "node:crypto";

/** Hashes of every script that stands in the page itself. */
export function scriptHashes(html) {
  const hashes = new Set();
  for (const [, attributes, script] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (/\bsrc=/.test(attributes) || script === "") continue;
    hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  }
  return [...hashes].sort();
}

/** What `style-src 'self'; script-src 'self' <hashes>` would block, outside of scripts. */
export function blockedIn(html) {
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
