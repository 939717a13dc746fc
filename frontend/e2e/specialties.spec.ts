import { expect, expectAccessible, settled, test } from "./house";

const SPECIALTIES = "**/api/v1/specialties**";

test("the start page lists all 23 specialties, and nothing moves when they arrive", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("/");
  await settled(page);
  const section = page.getByRole("region", { name: "Who treats what" });
  await expect(section.getByRole("listitem")).toHaveCount(23);
  await expect(section.getByRole("heading", { name: "Cardiology" })).toBeVisible();
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThanOrEqual(0.02);
});

test.describe("when the API is out of order", () => {
  test.use({ expectedStatuses: [503] });

  test("the page still reads, says so, and gets the list with one press", async ({ page }) => {
    await page.route(SPECIALTIES, (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        json: {
          type: "about:blank",
          title: "Out of order",
          status: 503,
          code: "unavailable",
          request_id: "r-1",
        },
      }),
    );
    await page.goto("/");
    const notice = page
      .getByRole("alert")
      .filter({ hasText: "The list of specialties is not here right now" });
    await expect(notice).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.unroute(SPECIALTIES);
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Cardiology" })).toBeVisible();
    await expect(notice).toBeHidden();
  });
});

test("an empty list says what it means", async ({ page }) => {
  await page.route(SPECIALTIES, (route) =>
    route.fulfill({ json: { items: [], total: 0, skip: 0, limit: 100 } }),
  );
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No specialties yet" })).toBeVisible();
  await expectAccessible(page);
});
