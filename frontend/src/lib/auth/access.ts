/**
 * The access token: in memory and nowhere else, gone with the tab.
 *
 * The refresh token is an HttpOnly cookie that no script can read; the session trades it for a new access token.
 */
type Renewal = () => Promise<boolean>;

let token: string | null = null;
let renew: Renewal = () => Promise.resolve(false);

export function keepAccess(next: string | null): void {
  token = next;
}

/** Tell how to get a new token; the session does, once. */
export function renewAccessWith(renewal: Renewal): void {
  renew = renewal;
}

/** Ask with the token; when it has run out, renew it once and ask the same again. */
export async function authorizedFetch(request: Request): Promise<Response> {
  if (token === null) return globalThis.fetch(request);
  const again = request.clone();
  const response = await globalThis.fetch(signed(request, token));
  if (response.status !== 401 || !(await renew())) return response;
  return globalThis.fetch(signed(again, token));
}

function signed(request: Request, access: string): Request {
  request.headers.set("Authorization", `Bearer ${access}`);
  return request;
}
