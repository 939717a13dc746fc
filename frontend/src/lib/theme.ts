import { forget, keep, kept } from "@/lib/storage";

/** `device` follows the system; the other two are a person's own choice. */
export const THEMES = ["device", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Where the choice is kept; the boot script reads it before the first paint. */
export const THEME_KEY = "medconnect.theme";

const listeners = new Set<() => void>();

export function chooseTheme(theme: Theme): void {
  if (theme === "device") {
    forget(THEME_KEY);
    delete document.documentElement.dataset.theme;
  } else {
    keep(THEME_KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
  for (const listener of listeners) listener();
}

export function currentTheme(): Theme {
  const chosen = kept(THEME_KEY);
  return chosen === "light" || chosen === "dark" ? chosen : "device";
}

export function subscribeToTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
