import createClient, { type Middleware } from "openapi-fetch";
import { authorizedFetch } from "@/lib/auth/access";
import type { paths } from "./schema";

const asTheSite: Middleware = {
  onRequest({ request }) {
    // A form on another site cannot send this header: the server's guard against forged requests.
    request.headers.set("X-MedConnect", "web");
    request.headers.set("Accept-Language", document.documentElement.lang);
  },
};

// While pages are exported there is no location, and nothing is fetched either.
const baseUrl = typeof location === "undefined" ? "" : location.origin;

/** Every operation, in the name of the person who is signed in (or of nobody). */
export const api = createClient<paths>({ baseUrl, fetch: authorizedFetch });
api.use(asTheSite);

/** The way in: operations that open or renew a session and must not try to renew it themselves. */
export const gate = createClient<paths>({ baseUrl, fetch: (request) => globalThis.fetch(request) });
gate.use(asTheSite);
