import type { Messages } from "./messages";

const ACCENTED: Record<string, string> = {
  a: "á",
  e: "ë",
  i: "î",
  o: "ö",
  u: "ü",
  y: "ÿ",
  c: "ç",
  n: "ñ",
  A: "Á",
  E: "Ë",
  I: "Î",
  O: "Ö",
  U: "Ü",
  C: "Ç",
  N: "Ñ",
};
const RIGHT_TO_LEFT_OVERRIDE = "\u202e";
const POP_DIRECTION = "\u202c";
const GROWTH = 0.4;
/** Longer by words, not by one endless word. */
const FILLER = " ~~~~";

/** English turned around: right to left, accented so that a word missing from messages/ stands out, 40 % longer. */
export function pseudoOf(messages: Messages): Messages {
  return turned(messages) as Messages;
}

function turned(node: unknown): unknown {
  if (typeof node === "string") return turnedText(node);
  return Object.fromEntries(Object.entries(node as object).map(([key, value]) => [key, turned(value)]));
}

/** Only words are touched: `{arguments}` and `<tags>` belong to the code. */
function turnedText(text: string): string {
  const parts = text.split(/(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|<[^>]+>)/);
  const words = parts.map((part, index) => (index % 2 === 1 ? part : turnedWords(part)));
  return words.join("") + FILLER.repeat(Math.ceil((text.length * GROWTH) / FILLER.length));
}

function turnedWords(text: string): string {
  if (text.trim() === "") return text;
  const accented = Array.from(text, (letter) => ACCENTED[letter] ?? letter).join("");
  return `${RIGHT_TO_LEFT_OVERRIDE}${accented}${POP_DIRECTION}`;
}
