"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { PageHeading } from "@/components/layout/page";
import { ButtonLink } from "@/components/ui/link";
import { useSession } from "@/lib/auth/use-session";
import { WeekDrawing } from "./week-drawing";

export function Hero() {
  const t = useTranslations("landing");
  const session = useSession();
  return (
    <section className="isolate mx-auto grid max-w-page items-center gap-10 px-4 py-12 sm:px-6 md:py-20 lg:grid-cols-[1.4fr_1fr]">
      <div>
        <PageHeading className="text-hero tracking-tight text-pretty">
          {t.rich("title", { mine: (words) => <Mine>{words}</Mine> })}
        </PageHeading>
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

/** The word that matters, underlined as with a pen. */
function Mine({ children }: { children: ReactNode }) {
  return (
    <span className="relative inline-block">
      {children}
      <svg
        aria-hidden="true"
        viewBox="0 0 120 12"
        preserveAspectRatio="none"
        className="absolute inset-x-0 -bottom-[0.12em] -z-10 h-[0.16em] w-full"
      >
        <path
          d="M2 8C30 3 80 2 118 6"
          fill="none"
          className="stroke-marigold"
          strokeWidth="7"
          strokeLinecap="round"
        />
      </svg>
    </span>
  );
}
