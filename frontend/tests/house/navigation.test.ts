import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { NAVIGATION } from "@/components/layout/navigation";

const APP = path.join(import.meta.dirname, "../../src/app");

it.each(Object.entries(NAVIGATION))("leads a %s only to pages that exist", (_, destinations) => {
  for (const { href } of destinations)
    expect([href, existsSync(path.join(APP, href, "page.tsx"))]).toEqual([href, true]);
});
