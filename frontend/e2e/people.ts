import type { Page } from "@playwright/test";
import { expect } from "./house";

export type Login = {
  role: "patient" | "doctor" | "receptionist" | "admin";
  email: string;
  password: string;
};

/** The demo's logins, as `medconnect demo --json` prints them. */
export const LOGINS: Login[] = (JSON.parse(process.env.E2E_LOGINS ?? '{"logins":[]}') as { logins: Login[] })
  .logins;

export function loginOf(role: Login["role"]): Login {
  const login = LOGINS.find((candidate) => candidate.role === role);
  if (login === undefined) throw new Error(`E2E_LOGINS has no login for a ${role}`);
  return login;
}

export async function fillSignIn(
  page: Page,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
}

export function signInButton(page: Page) {
  return page.getByRole("main").getByRole("button", { name: "Sign in" });
}

export async function signInAs(page: Page, role: Login["role"]): Promise<void> {
  await page.goto("/sign-in/");
  await fillSignIn(page, loginOf(role));
  await signInButton(page).click();
  await expect(page).toHaveURL("/home/");
}
