import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      "@/": `${path.join(import.meta.dirname, "src")}/`,
      "@messages/": `${path.join(import.meta.dirname, "messages")}/`,
      "@tests/": `${path.join(import.meta.dirname, "tests")}/`,
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["tests/setup.ts"],
    include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    sequence: { shuffle: true },
  },
});
