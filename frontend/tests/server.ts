import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";

/** The API as a component sees it. Each test says what it answers; anything else is an error. */
export const server = setupServer();

export function answers(method: "get" | "post", path: string, body: object | null, status = 200): void {
  server.use(
    http[method](`*/api/v1${path}`, () =>
      body === null ? new HttpResponse(null, { status }) : HttpResponse.json(body, { status }),
    ),
  );
}

export function refuses(
  method: "get" | "post",
  path: string,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  const problem = { type: "about:blank", title: code, status, code, request_id: "request-7" };
  server.use(
    http[method](`*/api/v1${path}`, () =>
      HttpResponse.json(problem, {
        status,
        headers: { ...headers, "Content-Type": "application/problem+json" },
      }),
    ),
  );
}

export function isUnreachable(method: "get" | "post", path: string): void {
  server.use(http[method](`*/api/v1${path}`, () => HttpResponse.error()));
}
