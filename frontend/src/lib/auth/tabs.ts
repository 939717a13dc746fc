/** What one tab tells the others, so that a sign-out in one is a sign-out in all. */
export type SessionChange = "signed-in" | "signed-out";

const CHANNEL = "medconnect.session";

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
