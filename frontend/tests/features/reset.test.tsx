import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, it } from "vitest";
import { Reset } from "@/features/identity/reset";
import { show } from "@tests/render";
import { answers, server } from "@tests/server";

afterEach(() => {
  history.replaceState(null, "", "/");
});

function withKey() {
  history.replaceState(null, "", "/reset/#token=key-from-mail");
}

function refusesField(pointer: string, code: string) {
  server.use(
    http.post("*/api/v1/auth/password/reset", () =>
      HttpResponse.json(
        { status: 422, code: "invalid-request", request_id: "r", errors: [{ pointer, detail: "no", code }] },
        { status: 422 },
      ),
    ),
  );
}

const save = () => screen.getByRole("button", { name: "Save the new password" });

it("sends a link and says the same whoever asks", async () => {
  answers("post", "/auth/password/forgot", null, 202);
  const { person } = show(<Reset />);
  await person.click(screen.getByRole("button", { name: "Send me a link" }));
  expect(await screen.findByRole("link", { name: /Enter your email address/ })).toBeVisible();
  await person.type(screen.getByRole("textbox", { name: "Email address" }), "ada@example.com");
  await person.click(screen.getByRole("button", { name: "Send me a link" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Check your email" })).toBeVisible();
});

it("takes the key from the link, sends it with the new password, and takes it out of the address", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/v1/auth/password/reset", async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  withKey();
  const { person } = show(<Reset />);
  const password = screen.getByLabelText("New password");
  expect(password).toHaveAttribute("autocomplete", "new-password");
  await person.type(password, "seven blue herons");
  await person.click(save());
  expect(await screen.findByRole("heading", { level: 1, name: "Your password is changed" })).toBeVisible();
  expect(sent).toEqual([{ token: "key-from-mail", new_password: "seven blue herons" }]);
  expect(location.hash).toBe("");
});

it("tells beside the field why a password will not do", async () => {
  refusesField("/password", "password-too-short");
  withKey();
  const { person } = show(<Reset />);
  await person.type(screen.getByLabelText("New password"), "heron");
  await person.click(save());
  await person.click(await screen.findByRole("link", { name: /too short/ }));
  expect(screen.getByLabelText("New password")).toHaveFocus();
});

it("offers a new link when the old one is spent", async () => {
  refusesField("/token", "link-spent");
  withKey();
  const { person } = show(<Reset />);
  await person.type(screen.getByLabelText("New password"), "seven blue herons");
  await person.click(save());
  expect(await screen.findByText(/This link was used already/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Send me a link" })).toBeVisible();
});
