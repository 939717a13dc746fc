import { useSyncExternalStore } from "react";

/** The key of a mailed link stands behind the `#`, where no server, proxy or log sees it. */
export function useMailedKey(): string | null {
  return useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => {
        removeEventListener("hashchange", changed);
      };
    },
    () => new URLSearchParams(location.hash.slice(1)).get("token"),
    () => null,
  );
}
