import { expect, expectAccessible, expectNoSidewaysScroll, settled, test } from "./house";

const SECRET = "seven blue herons in march";

test.describe("somebody new", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("registers by keyboard as a patient and is signed in at once", async ({ page }) => {
    const unique = Date.now();
    await page.goto("/register/");
    await settled(page);
    await page.getByLabel("Full name").focus();
    await page.keyboard.type("Nora Quist");
    await page.keyboard.press("Tab");
    await page.keyboard.type(`nora.${unique}@example.com`);
    await page.keyboard.press("Tab");
    await page.keyboard.type(`+1202555${String(unique).slice(-4)}`);
    await page.keyboard.press("Tab");
    await page.keyboard.type(SECRET);
    await expect(page.getByText("Very good")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/home/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Nora Quist");
  });
});

test("a doctor applies and is told to wait for an answer", async ({ page }) => {
  const unique = Date.now();
  await page.goto("/register/");
  await settled(page);
  await page.getByRole("radio", { name: /A doctor/ }).check();
  await page.getByLabel("Full name").fill("Ines Okafor");
  await page.getByLabel("Email address").fill(`ines.${unique}@example.com`);
  await page.getByLabel("Mobile number").fill(`+1415555${String(unique).slice(-4)}`);
  await page.getByLabel("Password", { exact: true }).fill(SECRET);
  await page.getByLabel("License number").fill("MA-48151");
  await page.getByLabel("State of the license").fill("Massachusetts");
  await page.getByLabel("Specialty").selectOption("cardiology");
  await page.getByLabel("Years of experience").fill("12");
  await page.getByLabel("Fee for a visit").fill("79.50");
  await page.getByLabel("Usual hours").fill("09:00-12:00,14:00-17:00");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send my application" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "We have your application" })).toBeFocused();
  await expectAccessible(page);
});

for (const width of [360, 1280]) {
  test(`an empty application leads from the summary to each field at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/register/");
    await settled(page);
    await page.getByRole("radio", { name: /A doctor/ }).check();
    await page.getByRole("button", { name: "Send my application" }).click();
    const summary = page.getByRole("alert", { name: "There is a problem" });
    await expect(summary).toBeFocused();
    await expect(page).toHaveTitle("Error: Create an account – MedConnect");
    await expect(summary.getByRole("link")).toHaveCount(8);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    for (const link of await summary.getByRole("link").all()) {
      const field = (await link.getAttribute("href")) ?? "";
      await link.click();
      await expect(page.locator(field)).toBeFocused();
      await expect(page.locator(`${field}-error`)).toContainText((await link.textContent()) ?? "-");
    }
  });
}

test.describe("refused", () => {
  test.use({ expectedStatuses: [422] });

  test("a password that everybody uses is told beside the field, and nothing typed is lost", async ({
    page,
  }) => {
    await page.goto("/register/");
    await settled(page);
    await page.getByLabel("Full name").fill("Nora Quist");
    await page.getByLabel("Email address").fill("nora@example.com");
    await page.getByLabel("Mobile number").fill("+12025550177");
    await page.getByLabel("Password", { exact: true }).fill("password1234");
    await page.getByRole("button", { name: "Create my account" }).click();
    await expect(page.locator("#password-error")).toContainText("Many people use a password like this one");
    await expect(page.getByLabel("Full name")).toHaveValue("Nora Quist");
  });
});

test("the form holds from right to left and with longer words", async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("medconnect.language", "ar-XB");
  });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/register/");
  await settled(page);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
