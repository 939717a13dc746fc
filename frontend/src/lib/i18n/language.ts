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

/** Speak another language from now on, and the next time too. False when its words could not be had. */
export async function chooseLanguage(locale: Locale): Promise<boolean> {
  const spoken = await speak(locale);
  if (spoken) keep(LANGUAGE_KEY, locale);
  return spoken;
}

/** Speak what the boot script found: an earlier choice, or the browser's own languages. */
export async function speakWantedLanguage(): Promise<void> {
  const wanted = document.documentElement.dataset.language;
  await speak(isLocale(wanted) ? wanted : DEFAULT_LOCALE);
}

async function speak(locale: Locale): Promise<boolean> {
  const root = document.documentElement;
  const messages = await messagesOf(locale).catch(() => null);
  if (messages !== null) {
    language = { locale, messages };
    for (const listener of listeners) listener();
  }
  root.lang = language.locale;
  root.dir = directionOf(language.locale);
  // The boot script hides the page while another language is on its way; come what may, show it again.
  delete root.dataset.language;
  return messages !== null;
}
