const WAY_BACK = "next";
export const FIRST_PAGE = "/home/";

/** Sign in first, then come back here. */
export function signInPathTo(page: string): string {
  return `/sign-in/?${new URLSearchParams({ [WAY_BACK]: page }).toString()}`;
}

/** Where to go after signing in. Only pages of this site: an address from elsewhere in the query is ignored. */
export function wayBack(search: string, origin: string): string {
  const wanted = new URLSearchParams(search).get(WAY_BACK);
  if (wanted === null || !URL.canParse(wanted, origin)) return FIRST_PAGE;
  const page = new URL(wanted, origin);
  return page.origin === origin ? page.pathname + page.search + page.hash : FIRST_PAGE;
}
