import path from "node:path";
import { Linter } from "eslint";
import { expect, it } from "vitest";
import { importZones } from "../../eslint/import-zones.mjs";

const source = path.join(import.meta.dirname, "../../src");

function complaintsAbout(file: string, code: string): string[] {
  const linter = new Linter({ cwd: source });
  const messages = linter.verify(
    code,
    {
      files: ["**/*.ts"],
      plugins: { medconnect: { rules: { "import-zones": importZones as never } } },
      rules: { "medconnect/import-zones": ["error", { source }] },
    },
    { filename: path.join(source, file) },
  );
  return messages.map(({ messageId }) => messageId ?? "unreadable");
}

it.each([
  ["features/identity/form.ts", `import { api } from "@/lib/api/clients";`],
  ["features/identity/form.ts", `import { schema } from "./schema";`],
  ["app/page.ts", `import { Home } from "@/features/identity/home";`],
  ["components/layout/header.ts", `import { Button } from "@/components/ui/button";`],
  ["lib/api/clients.ts", `import createClient from "openapi-fetch";`],
])("%s may: %s", (file, code) => {
  expect(complaintsAbout(file, code)).toEqual([]);
});

it.each([
  ["features/identity/form.ts", `import { listSpecialties } from "@/features/directory/api";`],
  ["features/identity/form.ts", `import { listSpecialties } from "../directory/api";`],
  ["features/identity/form.ts", `const page = import("@/app/page");`],
  ["components/ui/button.ts", `export { Header } from "@/components/layout/header";`],
  ["components/ui/button.ts", `export * from "@/features/identity/home";`],
  ["lib/api/clients.ts", `import { Button } from "@/components/ui/button";`],
])("%s may not: %s", (file, code) => {
  expect(complaintsAbout(file, code)).toEqual(["crossing"]);
});

it("knows no file outside of the zones", () => {
  expect(complaintsAbout("helpers/things.ts", "")).toEqual(["outside"]);
});
