import { useSyncExternalStore } from "react";
import { currentLanguage, EXPORTED_LANGUAGE, subscribeToLanguage, type Language } from "./language";

export function useLanguage(): Language {
  return useSyncExternalStore(subscribeToLanguage, currentLanguage, () => EXPORTED_LANGUAGE);
}
