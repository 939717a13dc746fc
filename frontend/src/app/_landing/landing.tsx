"use client";

import { useTranslations } from "use-intl";
import { PageTitle } from "@/components/layout/page";
import { Specialties } from "@/features/directory/specialties";
import { Hero } from "./hero";
import { How } from "./how";

export function Landing() {
  const t = useTranslations("landing");
  const site = useTranslations("site");
  return (
    <>
      <PageTitle>{site("name")}</PageTitle>
      <Hero />
      <How />
      <section aria-labelledby="specialties" className="mx-auto max-w-page px-4 py-14 sm:px-6 md:py-20">
        <h2 id="specialties" tabIndex={-1} className="scroll-mt-6 text-h2">
          {t("specialties.title")}
        </h2>
        <p className="mt-3 mb-8 max-w-words text-ink-soft">{t("specialties.lead")}</p>
        <Specialties />
      </section>
    </>
  );
}
