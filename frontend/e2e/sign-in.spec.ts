import { expect, expectAccessible, expectNoSidewaysScroll, settled, test } from "./house";
import { fillSignIn, loginOf, LOGINS, signInAs, signInButton } from "./people";

for (const { role } of LOGINS) {
  test(`a ${role} signs in, is greeted, stays signed in after a reload, and signs out`, async ({ page }) => {
    await signInAs(page, role);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Hello, .+/);
    await expect(page.getByText(loginOf(role).email)).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      }
    }
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Hello, .+/);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL("/");
    await expect(page.getByRole("status").filter({ hasText: "You are signed out." })).toBeVisible();
    await page.goBack();
    await expect(page.getByText(loginOf(role).email)).toBeHidden();
  });
}

test("nothing that opens a session is kept where a script could take it", async ({ page }) => {
  await signInAs(page, "patient");
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
  expect(kept).not.toMatch(/eyJ|@|token/);
});

test("a page for people leads through sign-in and back to itself", async ({ page }) => {
  await page.goto("/sign-in/?next=%2Fhelp%2F");
  await fillSignIn(page, loginOf("patient"));
  await signInButton(page).click();
  await expect(page).toHaveURL("/help/");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("the first page holds from right to left and with longer words", async ({ page }) => {
  await signInAs(page, "receptionist");
  await page.evaluate(() => {
    localStorage.setItem("medconnect.language", "ar-XB");
  });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await settled(page);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test.describe("refused", () => {
  test.use({ expectedStatuses: [401] });

  test("whose session is over is told so, and comes back to the same page", async ({ page }) => {
    await signInAs(page, "patient");
    await page.route("**/api/v1/auth/refresh", (route) =>
      route.fulfill({
        status: 401,
        contentType: "application/problem+json",
        json: { type: "about:blank", title: "Over", status: 401, code: "session-over", request_id: "r-1" },
      }),
    );
    await page.reload();
    await expect(page).toHaveURL("/sign-in/?next=%2Fhome%2F");
    await expect(page.getByText("You were signed out because nothing happened for a while.")).toBeVisible();
    await fillSignIn(page, loginOf("patient"));
    await signInButton(page).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Hello, .+/);
  });

  test("a visitor who opens a page for people is asked to sign in first", async ({ page }) => {
    await page.goto("/home/");
    await expect(page).toHaveURL("/sign-in/?next=%2Fhome%2F");
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });

  test("a wrong password is told in words, and what was typed stays", async ({ page }) => {
    await page.goto("/sign-in/");
    await fillSignIn(page, { email: "nobody@example.com", password: "not the password" });
    await signInButton(page).click();
    const summary = page.getByRole("alert", { name: "There is a problem" });
    await expect(summary).toBeFocused();
    await expect(summary).toContainText("The email address or the password is wrong");
    await expect(page).toHaveTitle("Error: Sign in – MedConnect");
    await expect(page.getByLabel("Email address")).toHaveValue("nobody@example.com");
    await expectAccessible(page);
  });
});

test("an empty form leads from the summary to each field", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/sign-in/");
  await settled(page);
  await signInButton(page).click();
  const summary = page.getByRole("alert", { name: "There is a problem" });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  for (const field of ["Email address", "Password"]) {
    const control = page.getByLabel(field, { exact: true });
    const words = await page.locator(`#${(await control.getAttribute("id")) ?? ""}-error`).textContent();
    const link = summary.getByRole("link").filter({ hasText: words?.replace(/^Error: /, "") ?? "" });
    await link.click();
    await expect(control).toBeFocused();
  }
});

test("what is typed before the scripts have come stays, and is not sent by the browser itself", async ({
  page,
}) => {
  let letThrough: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/sign-in/", { waitUntil: "commit" });
  await fillSignIn(page, loginOf("patient"));
  await page.keyboard.press("Enter");
  await expect(signInButton(page)).toBeDisabled();
  letThrough();
  await signInButton(page).click();
  await expect(page).toHaveURL("/home/");
});

test("when the server is away, a page for people says so and recovers without a reload", async ({ page }) => {
  await page.route("**/api/v1/auth/refresh", (route) =>
    route.fulfill({ json: { access_token: "none", token_type: "bearer", expires_in: 600 } }),
  );
  await page.route("**/api/v1/me", (route) => route.fulfill({ contentType: "text/html", body: "<html>" }));
  await page.goto("/home/");
  const notice = page.getByRole("alert").filter({ hasText: "We cannot tell whether you are signed in" });
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/api/v1/me");
  await page.route("**/api/v1/me", (route) =>
    route.fulfill({
      json: {
        id: "1",
        full_name: "Ada Lovelace",
        email: "a@example.com",
        role: "admin",
        patient_id: null,
        doctor_id: null,
      },
    }),
  );
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada Lovelace");
});

test("everything works by keyboard alone", async ({ page }) => {
  const { email, password } = loginOf("patient");
  await page.goto("/sign-in/");
  await settled(page);
  await page.getByLabel("Email address").focus();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show Password" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "text");
  await page.keyboard.press("Tab");
  await expect(signInButton(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveURL("/home/");
});

for (const { status, code, header, words } of [
  { status: 429, code: "too-many-requests", header: { "Retry-After": "30" }, words: "wait 30 seconds" },
  { status: 503, code: "unavailable", header: {}, words: "cannot answer right now" },
  { status: 500, code: "internal", header: {}, words: "r-42" },
]) {
  test.describe(`answered with ${status}`, () => {
    test.use({ expectedStatuses: [status] });

    test("sign-in says what happened and keeps what was typed", async ({ page }) => {
      await page.route("**/api/v1/auth/login", (route) =>
        route.fulfill({
          status,
          headers: header,
          contentType: "application/problem+json",
          json: { type: "about:blank", title: code, status, code, request_id: "r-42" },
        }),
      );
      await page.goto("/sign-in/");
      await fillSignIn(page, { email: "ada@example.com", password: "correct horse battery" });
      await signInButton(page).click();
      await expect(page.getByRole("alert", { name: "There is a problem" })).toContainText(words);
      await expect(page.getByLabel("Password", { exact: true })).toHaveValue("correct horse battery");
    });
  });
}
