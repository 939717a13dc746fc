import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Specialties } from "@/features/directory/specialties";
import { show } from "@tests/render";
import { answers, refuses } from "@tests/server";

function page(...items: { code: string; label: string; description: string }[]) {
  return { items, total: items.length, skip: 0, limit: 100 };
}

const NEUROLOGY = { code: "neurology", label: "NEURO", description: "from the server" };
const CARDIOLOGY = { code: "cardiology", label: "CARDIO", description: "from the server" };

it("says that it is loading, then lists the specialties by name in our own words", async () => {
  answers("get", "/specialties", page(NEUROLOGY, CARDIOLOGY));
  show(<Specialties />);
  expect(screen.getByText("Loading the specialties")).toBeInTheDocument();
  const names = await screen.findAllByRole("heading", { level: 3 });
  expect(names.map(({ textContent }) => textContent)).toEqual(["Cardiology", "Neurology"]);
});

it("shows a specialty that is newer than this site in the server's words", async () => {
  answers(
    "get",
    "/specialties",
    page({ code: "space_medicine", label: "Space medicine", description: "Weightless people" }),
  );
  show(<Specialties />);
  expect(await screen.findByRole("heading", { name: "Space medicine" })).toBeVisible();
  expect(screen.getByText("Weightless people")).toBeVisible();
});

it("says that there are none", async () => {
  answers("get", "/specialties", page());
  show(<Specialties />);
  expect(await screen.findByRole("heading", { name: "No specialties yet" })).toBeVisible();
});

it("says what went wrong and tries again when asked", async () => {
  refuses("get", "/specialties", 503, "unavailable");
  const { person } = show(<Specialties />);
  expect(await screen.findByRole("alert")).toHaveTextContent("The list of specialties is not here right now");
  answers("get", "/specialties", page(CARDIOLOGY));
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "Cardiology" })).toBeVisible();
});
