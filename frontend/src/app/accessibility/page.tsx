"use client";

import { useTranslations } from "use-intl";
import { Article, Points, Section } from "@/components/layout/article";

const ABILITIES = ["keyboard", "reader", "size", "colours", "motion", "paste"] as const;

export default function Accessibility() {
  const t = useTranslations("accessibility");
  return (
    <Article title={t("title")} lead={t("lead")}>
      <Section title={t("can.title")}>
        <Points>{ABILITIES.map((ability) => t(`can.rows.${ability}`))}</Points>
      </Section>
      {(["checked", "limits", "tell"] as const).map((part) => (
        <Section key={part} title={t(`${part}.title`)}>
          <p>{t(`${part}.words`)}</p>
        </Section>
      ))}
    </Article>
  );
}
