import en from "@messages/en.json";
import { PSEUDO_LOCALE, type Locale } from "./locales";

export type Messages = typeof en;

/** English is part of the exported pages; every other language comes when somebody wants it. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  switch (locale) {
    case "en":
      return en;
    case "es":
      return (await import("@messages/es.json")).default;
    case "bn":
      return (await import("@messages/bn.json")).default;
    case PSEUDO_LOCALE:
      return (await import("./pseudo")).pseudoOf(en);
  }
}

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
