import { expect, it } from "vitest";
import { signInPathTo, wayBack } from "@/lib/auth/way-back";

const ORIGIN = "https://clinic.example";

it.each(["/help/", "/appointment/?ref=MC-1", "/doctor/?id=7#times"])("leads back to %s", (page) => {
  const { search } = new URL(signInPathTo(page), ORIGIN);
  expect(wayBack(search, ORIGIN)).toBe(page);
});

it.each([
  "",
  "?next=",
  "?next=https%3A%2F%2Fevil.example%2F",
  "?next=%2F%2Fevil.example%2F",
  "?next=%2F%5Cevil.example",
  "?next=%2F%09%2Fevil.example",
  "?next=javascript%3Aalert(1)",
  "?next=https%3A%2F%2Fclinic.example%40evil.example%2F",
  "?next=http%3A%2F%2F%5B",
])("never leads away from the site: %s", (search) => {
  expect(new URL(wayBack(search, ORIGIN), ORIGIN).origin).toBe(ORIGIN);
});
