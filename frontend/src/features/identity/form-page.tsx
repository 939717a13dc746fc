"use client";

import { useEffect, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { focusHeading } from "@/components/layout/focus";
import { Page, PageHeading } from "@/components/layout/page";
import { Card } from "@/components/ui/card";
import { ErrorSummary, type FormError } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";

/** A page that is one form. */
export function FormPage({
  title,
  lead,
  before,
  errors,
  children,
  after,
}: {
  title: string;
  lead: ReactNode;
  before?: ReactNode;
  errors: readonly FormError[];
  children: ReactNode;
  after?: ReactNode;
}) {
  const t = useTranslations("account");
  return (
    <Page title={title} width="form" error={errors.length > 0}>
      <PageHeading>{title}</PageHeading>
      <p className="mt-3 mb-8 text-ink-soft">{lead}</p>
      <noscript>
        <div className="mb-6">
          <Notice tone="attention">{t("needsScript")}</Notice>
        </div>
      </noscript>
      {before}
      <ErrorSummary errors={errors} />
      <Card>{children}</Card>
      {after !== undefined && <div className="mt-6 space-y-3">{after}</div>}
    </Page>
  );
}

/** What took a form's place once it was sent: said in the heading, which takes focus. */
export function DonePage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(focusHeading, []);
  return (
    <Page title={title} width="form">
      <PageHeading>{title}</PageHeading>
      <div className="mt-4 space-y-6">{children}</div>
    </Page>
  );
}
