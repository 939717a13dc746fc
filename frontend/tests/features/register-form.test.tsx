import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it, vi } from "vitest";
import { RegisterForm } from "@/features/identity/register-form";
import { strengthOf } from "@/features/identity/strength-hint";
import { show } from "@tests/render";
import { answers, refuses, server } from "@tests/server";

vi.mock("next/navigation", () => ({ useRouter: () => ({ replace: vi.fn() }) }));

const SECRET = "seven blue herons";

async function fill(person: ReturnType<typeof show>["person"]) {
  await person.type(screen.getByRole("textbox", { name: "Full name" }), "Ada Byron");
  await person.type(screen.getByRole("textbox", { name: "Email address" }), "ada@example.com");
  await person.type(screen.getByRole("textbox", { name: "Mobile number" }), "+12025550123");
  await person.type(screen.getByLabelText("Password"), SECRET);
}

const create = () => screen.getByRole("button", { name: "Create my account" });

it("lets browsers and password managers help, and takes a pasted password", async () => {
  const { person } = show(<RegisterForm />);
  expect(screen.getByRole("textbox", { name: "Full name" })).toHaveAttribute("autocomplete", "name");
  expect(screen.getByRole("textbox", { name: "Email address" })).toHaveAttribute("autocomplete", "username");
  expect(screen.getByRole("textbox", { name: "Mobile number" })).toHaveAttribute("autocomplete", "tel");
  const password = screen.getByLabelText("Password");
  expect(password).toHaveAttribute("autocomplete", "new-password");
  await person.click(password);
  await person.paste(SECRET);
  expect(password).toHaveValue(SECRET);
  expect(screen.getByText("Good")).toBeVisible();
});

it.each([
  ["", "none"],
  ["Tr0ub4dor&3", "short"],
  ["aaaaaaaaaaaaaaaa", "plain"],
  ["seven blue herons", "good"],
  ["seven blue herons in march", "strong"],
])("judges %j by its length, as %s", (password, strength) => {
  expect(strengthOf(password)).toBe(strength);
});

it("names every empty field in the order of the page, and the practice only of doctors", async () => {
  answers("get", "/specialties", { items: [], total: 0, skip: 0, limit: 100 });
  const { person } = show(<RegisterForm />);
  await person.click(create());
  const summary = await screen.findByRole("alert", { name: "There is a problem" });
  await waitFor(() => {
    expect(summary).toHaveFocus();
  });
  expect(document.title).toBe("Error: Create an account – MedConnect");
  expect(screen.getAllByRole("link", { name: /^(Enter|Choose)/ })).toHaveLength(4);
  await person.click(screen.getByRole("radio", { name: /A doctor/ }));
  await person.click(screen.getByRole("button", { name: "Send my application" }));
  expect(await screen.findAllByRole("link", { name: /^(Enter|Choose)/ })).toHaveLength(8);
});

it("tells what the server finds beside the field it names, until somebody types there", async () => {
  server.use(
    http.post("*/api/v1/auth/register", () =>
      HttpResponse.json(
        {
          status: 422,
          code: "invalid-request",
          request_id: "r",
          errors: [{ pointer: "/password", detail: "no", code: "password-common" }],
        },
        { status: 422 },
      ),
    ),
  );
  const { person } = show(<RegisterForm />);
  await fill(person);
  await person.click(create());
  await person.click(await screen.findByRole("link", { name: /Many people use/ }));
  const password = screen.getByLabelText("Password");
  expect(password).toHaveFocus();
  expect(password).toHaveAccessibleDescription(/Error: Many people use/);
  expect(password).toHaveValue(SECRET);
  await person.type(password, "!");
  await waitFor(() => {
    expect(password).toBeValid();
  });
});

it.each([
  ["awaiting_verification", 202, "Check your email"],
  ["awaiting_approval", 201, "We have your application"],
])("says plainly what happens next when the account is %s", async (status, code, heading) => {
  answers("post", "/auth/register", { user: {}, status }, code);
  const { person } = show(
    <main>
      <RegisterForm />
    </main>,
  );
  await fill(person);
  await person.click(create());
  const title = await screen.findByRole("heading", { level: 1, name: heading });
  expect(title).toHaveFocus();
});

it("does not tell whether an address was taken: its owner has mail", async () => {
  answers("post", "/auth/register", { user: {}, status: "active" }, 201);
  refuses("post", "/auth/login", 401, "invalid-credentials");
  const { person } = show(<RegisterForm />);
  await fill(person);
  await person.click(create());
  expect(await screen.findByRole("heading", { level: 1, name: "Check your email" })).toBeVisible();
});
