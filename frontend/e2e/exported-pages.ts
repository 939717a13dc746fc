import { readFileSync } from "node:fs";
import path from "node:path";

const POLICIES = path.join(import.meta.dirname, "../out/csp.json");

/** Pages that show nothing to a visitor but the way to sign in; they are looked at as each role. */
const FOR_PEOPLE = ["/home/", "/profile/"];

function exportedPages(): string[] {
  const files = Object.keys(JSON.parse(readFileSync(POLICIES, "utf8")) as Record<string, string[]>);
  return files
    .filter((file) => file.endsWith("index.html"))
    .map((file) => `/${file.replace(/index\.html$/, "")}`);
}

/** Every page that the build exported and that a visitor can read: a new page is tested from its first day. */
export const PUBLIC_PAGES = exportedPages().filter((page) => !FOR_PEOPLE.includes(page));
