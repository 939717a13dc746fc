import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const STYLES = readFileSync(path.join(import.meta.dirname, "../../src/app/globals.css"), "utf8");
const TEXT = 4.5;
const SHAPE = 3;

/** What stands on what, and how much they must differ (WCAG 2.2: 1.4.3 for words, 1.4.11 for shapes). */
const PAIRS: [front: string, back: string, atLeast: number][] = [
  ...["ground", "surface", "sunken", "pine-wash", "marigold-wash", "brick-wash"].flatMap(
    (back): [string, string, number][] => [
      ["ink", back, TEXT],
      ["focus", back, SHAPE],
    ],
  ),
  ...["ground", "surface", "sunken"].flatMap((back): [string, string, number][] => [
    ["ink-soft", back, TEXT],
    ["pine", back, TEXT],
    ["brick", back, TEXT],
    ["line-strong", back, SHAPE],
  ]),
  ["ink-soft", "pine-wash", TEXT],
  ["pine", "pine-wash", TEXT],
  ["pine-strong", "pine-wash", TEXT],
  ["brick", "brick-wash", TEXT],
  ["brick-strong", "brick-wash", TEXT],
  ["on-pine", "pine", TEXT],
  ["on-pine", "pine-strong", TEXT],
  ["on-brick", "brick", TEXT],
  ["on-brick", "brick-strong", TEXT],
  ["ground", "ink", TEXT],
  ["marigold", "tile", SHAPE],
  ["on-tile", "tile", SHAPE],
];

function colour(name: string, scheme: "light" | "dark"): string {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(STYLES);
  if (found === null) throw new Error(`globals.css has no colour ${name}`);
  return (scheme === "light" ? found[1] : found[2]) ?? "";
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark"] as const)("colours in %s", (scheme) => {
  it.each(PAIRS)("%s can be told from %s", (front, back, atLeast) => {
    expect(contrast(colour(front, scheme), colour(back, scheme))).toBeGreaterThanOrEqual(atLeast);
  });
});
