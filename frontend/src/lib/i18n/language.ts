import en from "@messages/en.json";
import { keep } from "@/lib/storage";
import { DEFAULT_LOCALE, directionOf, isLocale, LANGUAGE_KEY, type Locale } from "./locales";
import { messagesOf, type Messages } from "./messages";

export type Language = { locale: Locale; messages: Messages };

/** What exported pages speak, and what a browser speaks until another language has arrived. */
export const EXPORTED_LANGUAGE: Language = { locale: DEFAULT_LOCALE, messages: en };

let language = EXPORTED_LANGUAGE;
const listeners = new Set<() => void>();

export function currentLanguage(): Language {
  return language;
}

export function subscribeToLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Speak another language from now on, and the next time too. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  await speak(locale);
  keep(LANGUAGE_KEY, locale);
}

/** Speak what the boot script found: an earlier choice, or the browser's own languages. */
export async function speakWantedLanguage(): Promise<void> {
  const wanted = document.documentElement.dataset.language;
  await speak(isLocale(wanted) ? wanted : DEFAULT_LOCALE);
}

async function speak(locale: Locale): Promise<void> {
  const root = document.documentElement;
  try {
    language = { locale, messages: await messagesOf(locale) };
    root.lang = locale;
    root.dir = directionOf(locale);
    for (const listener of listeners) listener();
  } finally {
    // The boot script hides the page while another language is on its way; whatever happens, show it again.
    delete root.dataset.language;
  }
}
