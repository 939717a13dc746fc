/** The languages people can choose. Each is complete: a test compares their keys. */
export const LOCALES = ["en", "es", "bn"] as const;

/** Right to left, longer words, made from English by code: proof that layouts hold. Not offered to people. */
export const PSEUDO_LOCALE = "ar-XB";

export type Locale = (typeof LOCALES)[number] | typeof PSEUDO_LOCALE;

export const DEFAULT_LOCALE = "en" satisfies Locale;

/** Each language by the name its speakers use; never translated. */
export const LANGUAGE_NAMES: Record<(typeof LOCALES)[number], string> = {
  en: "English",
  es: "Español",
  bn: "বাংলা",
};

/** Where the choice is kept. It says nothing about health. */
export const LANGUAGE_KEY = "medconnect.language";

export function isLocale(value: string | undefined | null): value is Locale {
  return value === PSEUDO_LOCALE || LOCALES.some((locale) => locale === value);
}

export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale === PSEUDO_LOCALE ? "rtl" : "ltr";
}
