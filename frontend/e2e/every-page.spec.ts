import { expect, expectAccessible, expectNoSidewaysScroll, settled, test } from "./house";
import { PUBLIC_PAGES } from "./exported-pages";

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];

for (const address of PUBLIC_PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of SIZES) {
      test(`${address} is accessible at ${viewport.width} px in ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        await page.goto(address);
        await settled(page);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    }
  }

  test(`${address} still works when the browser asks for it again and has it already`, async ({ page }) => {
    await page.goto(address);
    await settled(page);
    await page.reload();
    await settled(page);
    // Only a page whose scripts may run opens its dialog.
    await page.getByRole("button", { name: /Language and display/ }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  });

  test(`${address} fits 320 px, text twice as large, and wider spacing`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(address);
    await settled(page);
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => {
      const { style } = document.documentElement;
      style.fontSize = "200%";
      style.letterSpacing = "0.12em";
      style.wordSpacing = "0.16em";
      style.lineHeight = "1.5";
    });
    await expectNoSidewaysScroll(page);
  });

  test(`${address} can be read without a script`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      ...(baseURL !== undefined && { baseURL }),
    });
    const page = await context.newPage();
    await page.goto(address);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.getByRole("complementary").getByRole("link")).toHaveAttribute("href", /^tel:\d+$/);
    await context.close();
  });

  test(`${address} keeps its colours when the system forces its own`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(address);
    await settled(page);
    for (const button of await page.getByRole("button").all()) {
      await expect(button).toHaveCSS("border-style", "solid");
    }
  });
}

test.describe("an address that does not exist", () => {
  test.use({ expectedStatuses: [404] });

  test("says so, accessibly, and leads on", async ({ page }) => {
    const response = await page.goto("/no-such-page/");
    expect(response?.status()).toBe(404);
    await settled(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page does not exist");
    await expectAccessible(page);
    await page.getByRole("main").getByRole("link", { name: "Go to the start page" }).click();
    await expect(page).toHaveURL("/");
  });
});
