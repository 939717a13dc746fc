"use client";

import { useTranslations } from "use-intl";
import { Notice } from "@/components/ui/notice";

const STEPS = ["say", "match", "book"] as const;

/** How MedConnect works, and plainly how much of it works today. */
export function How() {
  const t = useTranslations("landing.how");
  return (
    <section aria-labelledby="how" className="border-y border-line bg-surface">
      <div className="mx-auto max-w-page px-4 py-14 sm:px-6 md:py-20">
        <h2 id="how" className="text-h2">
          {t("title")}
        </h2>
        <ol className="mt-8 grid gap-8 md:grid-cols-3">
          {STEPS.map((step, place) => (
            <li key={step}>
              <span
                aria-hidden="true"
                className="grid size-11 place-items-center rounded-pill bg-pine font-display text-lead font-semibold text-on-pine"
              >
                {place + 1}
              </span>
              <h3 className="mt-4 text-h3">{t(`${step}.title`)}</h3>
              <p className="mt-1.5 text-ink-soft">{t(`${step}.words`)}</p>
            </li>
          ))}
        </ol>
        <div className="mt-10 max-w-words">
          <Notice title={t("today.title")}>{t("today.words")}</Notice>
        </div>
      </div>
    </section>
  );
}
