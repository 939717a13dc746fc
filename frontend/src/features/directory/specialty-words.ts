import { useTranslations } from "use-intl";
import type { Messages } from "@/lib/i18n/messages";
import type { Specialty } from "./api";

type SpecialtyWords = { name: string; about: string };
type KnownCode = keyof Messages["specialties"]["known"];

/** A specialty in the reader's language. The server's own words serve for one that messages/ does not know yet. */
export function useSpecialtyWords(): (specialty: Specialty) => SpecialtyWords {
  const t = useTranslations("specialties.known");
  return ({ code: anyCode, label, description }) => {
    const code = anyCode as KnownCode;
    if (!t.has(`${code}.name`)) return { name: label, about: description };
    return { name: t(`${code}.name`), about: t(`${code}.about`) };
  };
}
