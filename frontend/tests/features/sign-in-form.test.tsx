import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { SignInForm } from "@/features/identity/sign-in-form";
import { show } from "@tests/render";
import { isUnreachable, refuses } from "@tests/server";

vi.mock("next/navigation", () => ({ useRouter: () => ({ replace: vi.fn() }) }));

const button = () => screen.getByRole("button", { name: "Sign in" });

async function fill(person: ReturnType<typeof show>["person"], email: string, password: string) {
  await person.type(screen.getByRole("textbox", { name: "Email address" }), email);
  await person.type(screen.getByLabelText("Password"), password);
}

it("lets browsers and password managers help", () => {
  show(<SignInForm />);
  expect(screen.getByRole("textbox", { name: "Email address" })).toHaveAttribute("autocomplete", "username");
  expect(screen.getByLabelText("Password")).toHaveAttribute("autocomplete", "current-password");
});

it("names every empty field, in the summary and beside it", async () => {
  const { person } = show(<SignInForm />);
  await person.click(button());
  const summary = await screen.findByRole("alert", { name: "There is a problem" });
  await waitFor(() => {
    expect(summary).toHaveFocus();
  });
  expect(document.title).toBe("Error: Sign in – MedConnect");
  await person.click(screen.getByRole("link", { name: "Enter your password" }));
  expect(screen.getByLabelText("Password")).toHaveFocus();
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("Error: Enter your password");
});

it("sees an address without @ before asking the server", async () => {
  const { person } = show(<SignInForm />);
  await fill(person, "ada", "secret");
  await person.click(button());
  expect(await screen.findByRole("link", { name: /Enter your email address/ })).toBeVisible();
});

it.each([
  [401, "invalid-credentials", /email address or the password is wrong/],
  [429, "too-many-requests", /wait 60 seconds/],
  [503, "unavailable", /cannot answer right now/],
  [500, "internal", /request-7/],
  [418, "something-new", /request-7/],
])("tells a %i %s in words and keeps what was typed", async (status, code, words) => {
  refuses("post", "/auth/login", status, code);
  const { person } = show(<SignInForm />);
  await fill(person, "ada@example.com", "secret");
  await person.click(button());
  expect(await screen.findByRole("alert", { name: "There is a problem" })).toHaveTextContent(words);
  expect(screen.getByLabelText("Password")).toHaveValue("secret");
});

it("tells a broken connection in words", async () => {
  isUnreachable("post", "/auth/login");
  const { person } = show(<SignInForm />);
  await fill(person, "ada@example.com", "secret");
  await person.click(button());
  expect(await screen.findByRole("alert")).toHaveTextContent(/cannot reach the service/);
});
