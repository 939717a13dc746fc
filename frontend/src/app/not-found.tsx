"use client";

import { useTranslations } from "use-intl";
import { Page, PageHeading } from "@/components/layout/page";
import { ButtonLink } from "@/components/ui/link";

export default function NotFound() {
  const t = useTranslations("notFound");
  return (
    <Page title={t("title")}>
      <PageHeading>{t("title")}</PageHeading>
      <p className="mt-4 text-lead text-ink-soft">{t("words")}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <ButtonLink href="/">{t("start")}</ButtonLink>
        <ButtonLink href="/help/" kind="secondary">
          {t("help")}
        </ButtonLink>
      </div>
    </Page>
  );
}
