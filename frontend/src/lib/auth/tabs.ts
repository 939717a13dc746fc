import { forget, keep, kept } from "@/lib/storage";

/** What one tab tells the others, so that a sign-out in one is a sign-out in all. */
export type SessionChange = "signed-in" | "signed-out";

const HINT = "medconnect.signed-in";
const CHANNEL = "medconnect.session";

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

const channel =
  typeof window === "undefined" || typeof BroadcastChannel === "undefined"
    ? null
    : new BroadcastChannel(CHANNEL);

export function tellOtherTabs(change: SessionChange): void {
  channel?.postMessage(change);
}

export function onSessionChangedElsewhere(listener: (change: SessionChange) => void): void {
  channel?.addEventListener("message", (event: MessageEvent<SessionChange>) => {
    listener(event.data);
  });
}
