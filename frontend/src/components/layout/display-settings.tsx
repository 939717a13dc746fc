"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choice";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { chooseLanguage } from "@/lib/i18n/language";
import { isLocale, LANGUAGE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { useLanguage } from "@/lib/i18n/use-language";
import { chooseTheme, THEMES } from "@/lib/theme";
import { useTheme } from "@/lib/use-theme";

/** Language and colours. Every choice acts at once; closing only closes. */
export function DisplaySettings() {
  const t = useTranslations("display");
  const { locale } = useLanguage();
  const theme = useTheme();
  const problems = useTranslations("problems");
  const say = useToast();
  const [open, setOpen] = useState(false);
  // Its words may take a moment to arrive; the choice shows at once.
  const [wanted, setWanted] = useState<Locale | null>(null);
  const language = LOCALES.find((known) => known === locale);

  async function speak(next: Locale) {
    setWanted(next);
    if (!(await chooseLanguage(next))) say(problems("unreachable"));
    setWanted(null);
  }

  return (
    <>
      <Button
        kind="quiet"
        icon="globe"
        aria-haspopup="dialog"
        className="justify-start! text-ink!"
        onClick={() => {
          setOpen(true);
        }}
      >
        <span className="sr-only">{t("title")}: </span>
        {language === undefined ? locale : LANGUAGE_NAMES[language]}
      </Button>
      <Dialog
        open={open}
        title={t("title")}
        onClose={() => {
          setOpen(false);
        }}
      >
        <div className="space-y-6">
          <RadioGroup
            legend={t("language")}
            name="language"
            value={wanted ?? locale}
            options={LOCALES.map((known) => ({ value: known, label: LANGUAGE_NAMES[known], lang: known }))}
            onChoose={(chosen) => {
              if (isLocale(chosen)) void speak(chosen);
            }}
          />
          <RadioGroup
            legend={t("theme")}
            name="theme"
            value={theme}
            options={THEMES.map((known) => ({ value: known, label: t(`themes.${known}`) }))}
            onChoose={(chosen) => {
              const known = THEMES.find((candidate) => candidate === chosen);
              if (known !== undefined) chooseTheme(known);
            }}
          />
        </div>
      </Dialog>
    </>
  );
}
