import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether the page's scripts have taken over from the exported HTML. */
export function useAwake(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
