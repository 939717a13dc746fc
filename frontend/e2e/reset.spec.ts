import { expect, expectAccessible, expectNoSidewaysScroll, settled, test } from "./house";

for (const width of [360, 1280]) {
  test(`a link is asked for, and nobody learns whether there is an account, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/sign-in/");
    await settled(page);
    await page.getByRole("link", { name: "I forgot my password" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Forgotten password" })).toBeFocused();
    await page.getByRole("button", { name: "Send me a link" }).click();
    const summary = page.getByRole("alert", { name: "There is a problem" });
    await expect(summary).toBeFocused();
    await expect(page).toHaveTitle("Error: Forgotten password – MedConnect");
    await expectAccessible(page);
    await summary.getByRole("link").click();
    await page.keyboard.type("nobody@example.com");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Check your email" })).toBeFocused();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

test.describe("a link that is not good any more", () => {
  test.use({ expectedStatuses: [422] });

  test("says so and offers a new one", async ({ page }) => {
    await page.goto("/reset/#token=never-mailed");
    await expect(page.getByRole("heading", { level: 1, name: "Choose a new password" })).toBeVisible();
    await page.getByLabel("New password", { exact: true }).fill("seven blue herons in march");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save the new password" }).click();
    await expect(page.getByText("This link was used already or is too old.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send me a link" })).toBeVisible();
  });
});
