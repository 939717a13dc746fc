import path from "node:path";
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { importZones } from "./eslint/import-zones.mjs";

const source = path.join(import.meta.dirname, "src");

export default defineConfig([
  globalIgnores([
    ".next",
    "out",
    "node_modules",
    "next-env.d.ts",
    "src/lib/api/schema.d.ts",
    "test-results",
    "playwright-report",
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-console": "error",
    },
  },
  {
    files: ["**/*.mjs"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", URL: "readonly", Buffer: "readonly" },
    },
    rules: { "no-console": "off" },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat["recommended-latest"]],
    plugins: { medconnect: { rules: { "import-zones": importZones } } },
    rules: {
      "medconnect/import-zones": ["error", { source }],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "zod",
              message: "Import from @/lib/forms/schema: it keeps zod away from eval, which the CSP forbids.",
            },
            { name: "zod/mini", message: "Import from @/lib/forms/schema." },
          ],
        },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='style']",
          message: "The CSP blocks style attributes in exported pages; use a class.",
        },
      ],
    },
  },
  {
    files: ["src/lib/forms/schema.ts"],
    rules: { "no-restricted-imports": "off" },
  },
]);
