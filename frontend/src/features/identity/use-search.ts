import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** What stands behind the page's address. Exported pages have nothing there. */
export function useSearch(): string {
  return useSyncExternalStore(
    never,
    () => location.search,
    () => "",
  );
}
