import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, settled, test } from "./house";
import { PUBLIC_PAGES } from "./exported-pages";

const LANGUAGES = [
  { locale: "es", direction: "ltr" },
  { locale: "bn", direction: "ltr" },
  // Right to left and 40 % longer, made from English: what any later language may do to a layout.
  { locale: "ar-XB", direction: "rtl" },
];

async function speak(page: Page, locale: string): Promise<void> {
  await page.addInitScript((chosen) => {
    localStorage.setItem("medconnect.language", chosen);
  }, locale);
}

for (const { locale, direction } of LANGUAGES) {
  for (const address of PUBLIC_PAGES) {
    test(`${address} holds in ${locale} on a phone`, async ({ page }) => {
      await speak(page, locale);
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(address);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expect(page.locator("html")).toHaveAttribute("dir", direction);
      await settled(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  }
}

test("a language chosen once is spoken on every page, and the next time too", async ({ page }) => {
  await page.goto("/");
  await settled(page);
  await page.getByRole("button", { name: "Language and display: English" }).click();
  const dialog = page.getByRole("dialog", { name: "Language and display" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("radio", { name: "Español" }).check();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Idioma y aspecto: Español" })).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.getByRole("contentinfo").getByRole("link", { name: "Privacidad" }).click();
  await expect(page).toHaveTitle("Privacidad – MedConnect");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Privacidad");
});

test("a colour scheme chosen by the person outranks the device's", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/help/");
  await settled(page);
  await page.getByRole("button", { name: /Language and display/ }).click();
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
});
