import { readdirSync } from "node:fs";
import path from "node:path";

/**
 * The direction of imports: lib, components → features → app, and features never import one another.
 *
 * Zones come from the folders in src/features, so a new context is fenced the moment it exists.
 */
export function zonesOf(source) {
  const features = readdirSync(path.join(source, "features"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `features/${entry.name}`);
  const zones = {
    lib: ["lib"],
    "components/ui": ["lib", "components/ui"],
    "components/layout": ["lib", "components/ui", "components/layout"],
    app: ["lib", "components/ui", "components/layout", ...features, "app"],
  };
  for (const feature of features) zones[feature] = ["lib", "components/ui", "components/layout", feature];
  return zones;
}

function within(file, zone) {
  return file === zone || file.startsWith(`${zone}/`);
}

function targetOf(specifier, file, source) {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (!specifier.startsWith(".")) return null;
  const target = path.relative(source, path.resolve(path.dirname(file), specifier));
  return target.startsWith("..") ? null : target.split(path.sep).join("/");
}

export const importZones = {
  meta: {
    type: "problem",
    schema: [{ type: "object", properties: { source: { type: "string" } } }],
    messages: {
      outside:
        "{{file}} stands in no zone; put it under lib, components/ui, components/layout, features/<context> or app.",
      crossing: "{{from}} must not import {{target}}. Allowed: {{allowed}}.",
    },
  },
  create(context) {
    const { source } = context.options[0];
    const zones = zonesOf(source);
    const file = path.relative(source, context.filename).split(path.sep).join("/");
    const from = Object.keys(zones).find((zone) => within(file, zone));

    function check(node) {
      if (node === null || typeof node.value !== "string") return;
      const target = targetOf(node.value, context.filename, source);
      if (target === null) return;
      if (zones[from].some((zone) => within(target, zone))) return;
      context.report({
        node,
        messageId: "crossing",
        data: { from, target, allowed: zones[from].join(", ") },
      });
    }

    return {
      Program(node) {
        if (from === undefined) context.report({ node, messageId: "outside", data: { file } });
      },
      ...(from !== undefined && {
        ImportDeclaration: (node) => check(node.source),
        ImportExpression: (node) => check(node.source),
        ExportNamedDeclaration: (node) => check(node.source),
        ExportAllDeclaration: (node) => check(node.source),
      }),
    };
  },
};
