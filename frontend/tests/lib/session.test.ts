import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type * as Clients from "@/lib/api/clients";
import type * as Sessions from "@/lib/auth/session";
import { answers, isUnreachable, refuses, server } from "@tests/server";

const ADA = {
  id: "1",
  full_name: "Ada Lovelace",
  email: "ada@example.com",
  role: "patient",
  patient_id: "2",
  doctor_id: null,
};
const TOKEN = { access_token: "first", token_type: "bearer", expires_in: 600 };

let sessions: typeof Sessions;
let clients: typeof Clients;

// Who is here lives in a module, one per tab: every test opens a new tab in a browser of its own.
beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal("BroadcastChannel", newBroadcastChannel());
  sessions = await import("@/lib/auth/session");
  clients = await import("@/lib/api/clients");
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Channels that reach one another, but not those of another test. */
function newBroadcastChannel() {
  const all = new Set<EventTarget>();
  return class extends EventTarget {
    constructor(readonly name: string) {
      super();
      all.add(this);
    }

    postMessage(data: unknown) {
      for (const other of all) if (other !== this) other.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
}

async function signIn() {
  answers("post", "/auth/login", { ...TOKEN, user: ADA });
  return sessions.signIn("ada@example.com", "correct horse battery");
}

it("knows the person after signing in, and keeps no token where a script could look", async () => {
  expect(await signIn()).toMatchObject({ ok: true, value: { fullName: "Ada Lovelace", role: "patient" } });
  expect(sessions.currentSession()).toMatchObject({ status: "person" });
  expect(JSON.stringify([localStorage, sessionStorage])).not.toMatch(/first|ada/i);
});

it("stays a stranger's session when the password is wrong", async () => {
  refuses("post", "/auth/login", 401, "invalid-credentials");
  expect(await sessions.signIn("ada@example.com", "wrong")).toMatchObject({
    problem: { code: "invalid-credentials" },
  });
  expect(sessions.currentSession()).toEqual({ status: "unknown" });
});

it("asks the server nothing for a visitor who never signed in", async () => {
  await sessions.restoreSession();
  expect(sessions.currentSession()).toEqual({ status: "visitor", left: "never-here" });
});

it("finds the person again from the cookie, also when no trace was kept", async () => {
  answers("post", "/auth/refresh", TOKEN);
  answers("get", "/me", ADA);
  await sessions.restoreSession({ insist: true });
  expect(sessions.currentSession()).toMatchObject({ status: "person", person: { email: "ada@example.com" } });
});

it("renews a spent access token once for all who wait, and asks again", async () => {
  await signIn();
  let renewals = 0;
  server.use(
    http.post("*/api/v1/auth/refresh", () => {
      renewals += 1;
      return HttpResponse.json({ ...TOKEN, access_token: "second" });
    }),
    http.get("*/api/v1/me", ({ request }) =>
      request.headers.get("Authorization") === "Bearer second"
        ? HttpResponse.json(ADA)
        : HttpResponse.json({ status: 401, code: "unauthenticated", request_id: "r" }, { status: 401 }),
    ),
  );
  const both = await Promise.all([clients.api.GET("/api/v1/me"), clients.api.GET("/api/v1/me")]);
  expect(both.map(({ data }) => data?.full_name)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  expect(renewals).toBe(1);
});

it("says that the session has expired when it cannot be renewed", async () => {
  await signIn();
  refuses("post", "/auth/refresh", 401, "session-revoked");
  refuses("get", "/me", 401, "unauthenticated");
  await clients.api.GET("/api/v1/me");
  expect(sessions.currentSession()).toEqual({ status: "visitor", left: "expired" });
});

it("does not take a server that is down for a sign-out", async () => {
  isUnreachable("post", "/auth/refresh");
  await sessions.restoreSession({ insist: true });
  expect(sessions.currentSession()).toMatchObject({
    status: "unreachable",
    problem: { code: "unreachable" },
  });
});

it("forgets the person only when the server has ended the session", async () => {
  await signIn();
  refuses("post", "/auth/logout", 503, "unavailable");
  expect(await sessions.signOut()).toMatchObject({ ok: false });
  expect(sessions.currentSession()).toMatchObject({ status: "person" });
  answers("post", "/auth/logout", null, 204);
  expect(await sessions.signOut()).toMatchObject({ ok: true });
  expect(sessions.currentSession()).toEqual({ status: "visitor", left: "signed-out" });
  await sessions.restoreSession();
  expect(sessions.currentSession()).toEqual({ status: "visitor", left: "signed-out" });
});

it("is signed out in every tab at once", async () => {
  await signIn();
  new BroadcastChannel("medconnect.session").postMessage("signed-out");
  expect(sessions.currentSession()).toEqual({ status: "visitor", left: "signed-out" });
});

it("learns who signed in in another tab", async () => {
  await sessions.restoreSession();
  answers("post", "/auth/refresh", TOKEN);
  answers("get", "/me", ADA);
  new BroadcastChannel("medconnect.session").postMessage("signed-in");
  await vi.waitFor(() => {
    expect(sessions.currentSession()).toMatchObject({
      status: "person",
      person: { fullName: "Ada Lovelace" },
    });
  });
});
