"use client";

import { useTranslations } from "use-intl";
import { PageHeading } from "@/components/layout/page";
import { ButtonLink } from "@/components/ui/link";
import { useSession } from "@/lib/auth/use-session";
import { WeekDrawing } from "./week-drawing";

export function Hero() {
  const t = useTranslations("landing");
  const session = useSession();
  return (
    <section className="mx-auto grid max-w-page items-center gap-10 px-4 py-12 sm:px-6 md:py-20 lg:grid-cols-[1.15fr_1fr]">
      <div>
        <PageHeading className="text-hero tracking-tight">{t("title")}</PageHeading>
        <p className="mt-6 max-w-words text-lead text-ink-soft">{t("lead")}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href="#specialties">{t("browse")}</ButtonLink>
          {session.status === "person" && (
            <ButtonLink href="/home/" kind="secondary">
              {t("goHome")}
            </ButtonLink>
          )}
        </div>
      </div>
      <WeekDrawing />
    </section>
  );
}
