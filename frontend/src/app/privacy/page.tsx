"use client";

import { useTranslations } from "use-intl";
import { Article, Points, Section } from "@/components/layout/article";
import { Table } from "@/components/ui/table";

const KEPT = ["cookie", "trace", "language", "colours"] as const;

export default function Privacy() {
  const t = useTranslations("privacy");
  return (
    <Article title={t("title")} lead={t("lead")}>
      <Section title={t("kept.title")}>
        <Table
          caption={t("kept.title")}
          rows={KEPT}
          keyOf={(row) => row}
          columns={[
            { name: t("kept.name"), cell: (row) => t(`kept.rows.${row}.name`) },
            { name: t("kept.purpose"), cell: (row) => t(`kept.rows.${row}.purpose`) },
            { name: t("kept.duration"), cell: (row) => t(`kept.rows.${row}.duration`) },
          ]}
        />
      </Section>
      <Section title={t("never.title")}>
        <Points>{[t("never.rows.others"), t("never.rows.addresses"), t("never.rows.scripts")]}</Points>
      </Section>
      <Section title={t("shared.title")}>
        <p>{t("shared.words")}</p>
      </Section>
    </Article>
  );
}
