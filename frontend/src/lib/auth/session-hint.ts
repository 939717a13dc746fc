import { forget, keep, kept } from "@/lib/storage";

/** Where the hint is kept. The boot script reads it too, before the first paint. */
export const HINT = "medconnect.signed-in";

/** That somebody signed in here once, never who: it saves visitors a request that could only be refused. */
export function hasSessionHint(): boolean {
  return kept(HINT) !== null;
}

export function keepSessionHint(): void {
  keep(HINT, "yes");
}

export function forgetSessionHint(): void {
  forget(HINT);
}
