import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/** What a page did that no page may do. A test that provokes a refusal names its status in `expectedStatuses`. */
type House = { expectedStatuses: number[]; quietPage: undefined };

export const test = base.extend<House>({
  expectedStatuses: [[], { option: true }],
  quietPage: [
    async ({ page, baseURL, expectedStatuses }, use) => {
      const complaints: string[] = [];
      const origin = new URL(baseURL ?? "").origin;
      page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() !== "error" && message.type() !== "warning") return;
        const expected = expectedStatuses.some((status) => message.text().includes(`status of ${status} `));
        if (!expected) complaints.push(`console: ${message.text()}`);
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith("http") && url.origin !== origin)
          complaints.push(`left the origin: ${url.href}`);
      });
      page.on("response", (response) => {
        const status = response.status();
        if (status >= 400 && !expectedStatuses.includes(status))
          complaints.push(`${status} ${response.url()}`);
      });
      // A violation of the content security policy is an error on the console too.
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
  expect(found).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(window);
}

/** The page has said everything it will: React is awake, and no skeleton or busy button is left. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("main h1")).toBeVisible();
  await page.waitForLoadState("networkidle");
}
