"use client";

import { useTranslations } from "use-intl";
import { Page, PageHeading } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";

/** A page broke while it was drawn: the shell around it still stands. */
export default function Failure({ reset }: { reset: () => void }) {
  const t = useTranslations("failure");
  const actions = useTranslations("actions");
  return (
    <Page title={t("title")}>
      <PageHeading>{t("title")}</PageHeading>
      <p className="mt-4 text-lead text-ink-soft">{t("words")}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <Button icon="retry" onClick={reset}>
          {actions("retry")}
        </Button>
        <ButtonLink href="/" kind="secondary">
          {t("start")}
        </ButtonLink>
      </div>
    </Page>
  );
}
