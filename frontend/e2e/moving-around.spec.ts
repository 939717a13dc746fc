import { expect, settled, test } from "./house";

test("moving inside the site loads no new document and puts focus on the heading", async ({ page }) => {
  await page.goto("/");
  await settled(page);
  await page.evaluate(() => {
    document.body.dataset.sameDocument = "yes";
  });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Help" }).click();
  await expect(page).toHaveURL("/help/");
  await expect(page.getByRole("heading", { level: 1, name: "Help" })).toBeFocused();
  await expect(page).toHaveTitle("Help – MedConnect");
  await expect(page.locator("body")).toHaveAttribute("data-same-document", "yes");
  await page.goBack();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the first Tab offers to skip to the main part", async ({ page }) => {
  await page.goto("/help/");
  await settled(page);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the main part" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("on a phone the links fold away behind one button and close with the next page", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/");
  await settled(page);
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await navigation.getByRole("link", { name: "Help" }).click();
  await expect(page).toHaveURL("/help/");
  await expect(navigation).toBeHidden();
});
