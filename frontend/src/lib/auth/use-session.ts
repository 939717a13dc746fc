import { useSyncExternalStore } from "react";
import { currentSession, subscribeToSession, UNKNOWN, type Session } from "./session";

/** Who is here. Exported pages know nobody. */
export function useSession(): Session {
  return useSyncExternalStore(subscribeToSession, currentSession, () => UNKNOWN);
}
