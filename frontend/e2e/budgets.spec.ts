import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "./house";

test("no page costs a phone more than was promised", () => {
  execFileSync(process.execPath, [path.join(import.meta.dirname, "../scripts/budgets.mjs")], {
    stdio: "inherit",
  });
});
