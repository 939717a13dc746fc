import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/locales";
import { messagesOf, type Messages } from "@/lib/i18n/messages";
import { pseudoOf } from "@/lib/i18n/pseudo";
import en from "@messages/en.json";

const SOURCE = path.join(import.meta.dirname, "../../src");

function leavesOf(node: object, prefix = ""): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (typeof value === "string") leaves.set(prefix + key, value);
    else for (const [name, words] of leavesOf(value as object, `${prefix}${key}.`)) leaves.set(name, words);
  }
  return leaves;
}

/** Names of what the code fills in: `{arguments}` and `<tags>`. */
function slotsOf(words: string): string[] {
  return [...words.matchAll(/\{(\w+)|<(\w+)>/g)].map(([slot]) => slot).sort();
}

/** Every key the source asks for, as patterns: a variable, or a `${…}` inside a key, stands for any one step. */
function usedPatterns(): RegExp[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return files.flatMap((file) => {
    const source = readFileSync(path.join(SOURCE, file), "utf8");
    const namespaces = [...source.matchAll(/const (\w+) = useTranslations\("([^"]+)"\)/g)];
    const translated = namespaces.flatMap(([, name = "", namespace = ""]) =>
      [
        ...source.matchAll(
          new RegExp(`\\b${name}(?:\\.rich|\\.has)?\\(\\s*(?:(["\`])(.+?)\\1|\\w+[,)])`, "g"),
        ),
      ].map(([, , key = "${any}"]) => `${namespace}.${key}`),
    );
    const direct = [...source.matchAll(/\ben\.(\w+(?:\.\w+)+)/g)].map(([, key = ""]) => key);
    return [...translated, ...direct].map(
      (key) => new RegExp(`^${key.replaceAll(".", "\\.").replaceAll(/\$\{[^}]+\}/g, "[^.]+")}$`),
    );
  });
}

describe("messages", () => {
  it.each(LOCALES)("%s says everything that English says, with the same slots", async (locale) => {
    const english = leavesOf(en);
    const other = leavesOf(await messagesOf(locale));
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, words] of english)
      expect([key, slotsOf(other.get(key) ?? "")]).toEqual([key, slotsOf(words)]);
  });

  it("holds no words that no page says", () => {
    const patterns = usedPatterns();
    const unused = [...leavesOf(en).keys()].filter((key) => !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it("turns every English sentence around and makes it longer, keeping its slots", () => {
    const turned = leavesOf(pseudoOf(en));
    for (const [key, words] of leavesOf(en)) {
      const pseudo = turned.get(key) ?? "";
      expect(pseudo.length).toBeGreaterThanOrEqual(words.length * 1.4);
      expect([key, slotsOf(pseudo)]).toEqual([key, slotsOf(words)]);
    }
    const t = createTranslator<Messages, "problems">({
      locale: "en",
      messages: pseudoOf(en),
      namespace: "problems",
    });
    expect(t("too-many-requests", { seconds: 1 })).toContain("1");
  });
});
