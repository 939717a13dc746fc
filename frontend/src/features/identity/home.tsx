"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Page, PageHeading } from "@/components/layout/page";
import { RequirePerson } from "@/components/layout/require-person";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { Person } from "@/lib/auth/session";

/** The first page after signing in: who you are here, and what there is for you. */
export function Home() {
  const t = useTranslations("home");
  return (
    <Page title={t("title")} width="page">
      <RequirePerson heading={t("title")}>{(person) => <Welcome person={person} />}</RequirePerson>
    </Page>
  );
}

function Welcome({ person }: { person: Person }) {
  const t = useTranslations("home");
  return (
    <>
      <PageHeading>{t("greeting", { name: person.fullName })}</PageHeading>
      <p className="mt-3 max-w-words text-lead text-ink-soft">{t(`lead.${person.role}`)}</p>
      <div className="mt-10 grid gap-6 lg:grid-cols-[2fr_1fr]">
        <EmptyState title={t(`next.${person.role}.title`)} action={<Link href="/">{t("specialties")}</Link>}>
          {t(`next.${person.role}.words`)}
        </EmptyState>
        <Card>
          <h2 className="text-h3">{t("account")}</h2>
          <dl className="mt-4 space-y-4">
            <Fact term={t("name")}>{person.fullName}</Fact>
            <Fact term={t("email")}>{person.email}</Fact>
            <Fact term={t("role")}>
              <Badge tone="pine">{t(`roles.${person.role}`)}</Badge>
            </Fact>
          </dl>
        </Card>
      </div>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-ink-soft">{term}</dt>
      <dd className="mt-0.5 font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
