import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { blockedIn, scriptHashes } from "../../scripts/inline-parts.mjs";

describe("hashes of inline scripts", () => {
  it("are those a browser computes, one per different script", () => {
    const html = `<script src="/a.js" async=""></script><script>one()</script><script id="x">two()</script><script>one()</script>`;
    const hash = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
    expect(scriptHashes(html)).toEqual([hash("one()"), hash("two()")].sort());
  });
});

describe("what the policy would block", () => {
  it.each([
    ["an inline style element", "<style>p{}</style>"],
    ["a style attribute", `<p class="a" style="color:red">x</p>`],
    ["an inline event handler", `<button onclick="go()">x</button>`],
  ])("is found: %s", (what, html) => {
    expect(blockedIn(html)).toEqual([
      expect.stringContaining(what.replace("element", "").trim().split(" ").at(-1) ?? ""),
    ]);
  });

  it("is nothing in a clean page, whatever its words and scripts say", () => {
    const html = `<p title="a style= b onclick= c">style="x"</p><script>document.write("<style>")</script>`;
    expect(blockedIn(html)).toEqual([]);
  });
});
