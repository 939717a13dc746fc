import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { SignInForm } from "@/features/identity/sign-in-form";
import { show } from "@tests/render";
import { http, HttpResponse } from "msw";
import { isUnreachable, refuses, server } from "@tests/server";

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

it("asks for the code of a second factor, and sends it with what was typed before", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/v1/auth/login", async ({ request }) => {
      const body = (await request.json()) as { otp?: string };
      sent.push(body);
      const code = body.otp === undefined ? "otp-required" : "otp-wrong";
      return HttpResponse.json({ status: 401, code, request_id: "r" }, { status: 401 });
    }),
  );
  const { person } = show(
    <main>
      <SignInForm />
    </main>,
  );
  await fill(person, "ada@example.com", "secret");
  await person.click(button());
  expect(await screen.findByRole("heading", { level: 1, name: "One more step" })).toHaveFocus();
  const code = screen.getByRole("textbox", { name: "Code" });
  expect(code).toHaveAttribute("autocomplete", "one-time-code");
  await person.click(button());
  await person.click(await screen.findByRole("link", { name: /Enter the code/ }));
  await person.keyboard("123 456{Enter}");
  await person.click(await screen.findByRole("link", { name: /This code is not right/ }));
  expect(code).toHaveFocus();
  expect(sent.at(-1)).toEqual({ email: "ada@example.com", password: "secret", otp: "123456" });
});
