import { expect, it } from "vitest";
import { gate } from "@/lib/api/clients";
import { ask, mayPass } from "@/lib/api/problem";
import { http, HttpResponse } from "msw";
import { isUnreachable, refuses, server } from "@tests/server";

const question = () => ask(gate.POST("/api/v1/auth/refresh"));

it("reads a problem document: code, request id, how long to wait", async () => {
  refuses("post", "/auth/refresh", 429, "too-many-requests", { "Retry-After": "30" });
  expect(await question()).toMatchObject({
    ok: false,
    problem: { code: "too-many-requests", status: 429, requestId: "request-7", retryAfter: 30 },
  });
});

it("keeps the facts a step can act on, and the places where the shape was wrong", async () => {
  const errors = [{ pointer: "/email", detail: "missing" }];
  server.use(
    http.post("*/api/v1/auth/refresh", () =>
      HttpResponse.json(
        { status: 409, code: "slot-taken", request_id: "r", errors, alternatives: ["09:30"] },
        { status: 409 },
      ),
    ),
  );
  expect(await question()).toMatchObject({ problem: { errors, facts: { alternatives: ["09:30"] } } });
});

it("takes a line that breaks for a problem, not an exception", async () => {
  isUnreachable("post", "/auth/refresh");
  const result = await question();
  expect(result).toMatchObject({ ok: false, problem: { code: "unreachable", status: 0 } });
  expect(!result.ok && mayPass(result.problem)).toBe(true);
});

it("takes an answer that is no JSON for a problem", async () => {
  server.use(http.post("*/api/v1/auth/refresh", () => HttpResponse.text("<html>", { status: 200 })));
  expect(await question()).toMatchObject({ ok: false, problem: { code: "unreadable-answer" } });
  server.use(
    http.post("*/api/v1/auth/refresh", () =>
      HttpResponse.text("<html>", { status: 502, headers: { "X-Request-Id": "from-the-header" } }),
    ),
  );
  expect(await question()).toMatchObject({
    ok: false,
    problem: { code: "unreadable-answer", status: 502, requestId: "from-the-header" },
  });
});

it("tells the server who asks and in which language", async () => {
  document.documentElement.lang = "es";
  let seen: Headers | null = null;
  server.use(
    http.post("*/api/v1/auth/refresh", ({ request }) => {
      seen = request.headers;
      return HttpResponse.json({ access_token: "t", token_type: "bearer", expires_in: 1 });
    }),
  );
  await question();
  document.documentElement.lang = "en";
  expect(seen).not.toBeNull();
  expect(Object.fromEntries(seen as unknown as Headers)).toMatchObject({
    "x-medconnect": "web",
    "accept-language": "es",
  });
});
