/**
 * A person's choices (language, theme), kept in the browser. Never anything about health, never who they are.
 *
 * Storage may be full or forbidden; then a choice lasts as long as the page.
 */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // The choice holds for this page; there is nothing else to do about it.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // What could not be kept need not be forgotten.
  }
}
