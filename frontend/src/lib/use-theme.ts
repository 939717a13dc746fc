import { useSyncExternalStore } from "react";
import { currentTheme, subscribeToTheme, type Theme } from "./theme";

export function useTheme(): Theme {
  return useSyncExternalStore(subscribeToTheme, currentTheme, () => "device");
}
