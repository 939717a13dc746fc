import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, settled, test } from "./house";
import { fillSignIn, signInButton } from "./people";

const SECRET = "seven blue herons in march";

/** Somebody of their own, so that no other journey's account changes. */
async function register(page: Page): Promise<string> {
  const unique = `${Date.now()}${Math.floor(Math.random() * 1000)}`;
  const email = `vera.${unique}@example.com`;
  await page.goto("/register/");
  await settled(page);
  await page.getByLabel("Full name").fill("Vera Lund");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Mobile number").fill(`+1312555${unique.slice(-4)}`);
  await page.getByLabel("Password", { exact: true }).fill(SECRET);
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page).toHaveURL("/home/");
  return email;
}

async function openProfile(page: Page): Promise<void> {
  await page.goto("/profile/");
  await expect(page.getByRole("heading", { level: 2, name: "About you" })).toBeVisible();
  await expect(page.getByText("This device", { exact: true })).toBeVisible();
}

/** The code that an authenticator app shows (RFC 6238). */
function codeOf(secret: string, step = Math.floor(Date.now() / 30_000)): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = Array.from(secret.replaceAll(/[\s=]/g, ""))
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("what a person tells of themselves can be changed, at both sizes", async ({ page }) => {
  await register(page);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await openProfile(page);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
  await page.getByLabel("Full name").fill("Vera Lund-Moss");
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByLabel("State (optional)").fill("Massachusetts");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Your profile is saved." })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Full name")).toHaveValue("Vera Lund-Moss");
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
});

test.describe("refused", () => {
  test.use({ expectedStatuses: [401, 403] });

  test("a wrong present password is told beside its field; the right one lets it change", async ({
    page,
  }) => {
    await register(page);
    await openProfile(page);
    await page.getByRole("button", { name: "Change my password" }).click();
    const summary = page.getByRole("alert", { name: "There is a problem" });
    await expect(summary).toBeFocused();
    await expect(page).toHaveTitle("Error: Your profile – MedConnect");
    await expectAccessible(page);
    await page.getByLabel("Present password", { exact: true }).fill("not this one");
    await page.getByLabel("New password", { exact: true }).fill("nine quiet lanterns at sea");
    await page.getByRole("button", { name: "Change my password" }).click();
    await expect(page.locator("#current_password-error")).toContainText("This is not your present password");
    await page.getByLabel("Present password", { exact: true }).fill(SECRET);
    await page.getByRole("button", { name: "Change my password" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Your password is changed." })).toBeVisible();
    await expect(page.getByLabel("Present password", { exact: true })).toHaveValue("");
  });

  test("a second step is set up, asked for when signing in, and a recovery code serves too", async ({
    page,
  }) => {
    const email = await register(page);
    await openProfile(page);
    await page.getByRole("button", { name: "Set up an app" }).click();
    const secret = (await page.locator(".font-mono").textContent()) ?? "";
    await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
    await expectAccessible(page);
    await page.getByRole("button", { name: "Turn it on" }).click();
    const codes = page.getByRole("alert").filter({ hasText: "Keep these recovery codes" });
    await expect(codes.getByRole("listitem")).toHaveCount(10);
    await expectAccessible(page);
    const recovery = (await codes.getByRole("listitem").first().textContent()) ?? "";
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL("/");
    await page.goto("/sign-in/");
    await fillSignIn(page, { email, password: SECRET });
    await signInButton(page).click();
    await expect(page.getByRole("heading", { level: 1, name: "One more step" })).toBeFocused();
    await expectAccessible(page);
    await page.getByLabel("Code", { exact: true }).fill(recovery);
    await signInButton(page).click();
    await expect(page).toHaveURL("/home/");
  });

  test("a sign-in elsewhere can be ended from here", async ({ page, browser, baseURL }) => {
    const email = await register(page);
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const other = await context.newPage();
    await other.goto("/sign-in/");
    await fillSignIn(other, { email, password: SECRET });
    await signInButton(other).click();
    await expect(other).toHaveURL("/home/");
    await openProfile(page);
    await page.getByRole("button", { name: /^End / }).click();
    await expect(page.getByRole("status").filter({ hasText: "Signed out there." })).toBeVisible();
    await expect(page.getByRole("button", { name: /^End / })).toBeHidden();
    await other.reload();
    await expect(other).toHaveURL("/sign-in/?next=%2Fhome%2F");
    await context.close();
  });

  test("a visitor sees nothing of a profile and comes back to it after signing in", async ({ page }) => {
    await page.goto("/profile/");
    await expect(page).toHaveURL("/sign-in/?next=%2Fprofile%2F");
  });
});
