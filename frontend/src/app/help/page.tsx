"use client";

import { useTranslations } from "use-intl";
import { Article, Section } from "@/components/layout/article";
import { CallEmergency } from "@/components/layout/emergency-line";
import { Link } from "@/components/ui/link";
import { EMERGENCY_NUMBER } from "@/lib/emergency";

const TOPICS = ["emergency", "which", "signIn", "display", "trouble"] as const;

export default function Help() {
  const t = useTranslations("help");
  return (
    <Article title={t("title")} lead={t("lead")}>
      {TOPICS.map((topic) => (
        <Section key={topic} title={t(`topics.${topic}.title`)}>
          <p>
            {t.rich(`topics.${topic}.words`, {
              number: EMERGENCY_NUMBER,
              call: (words) => <CallEmergency>{words}</CallEmergency>,
              start: (words) => <Link href="/#specialties">{words}</Link>,
            })}
          </p>
        </Section>
      ))}
    </Article>
  );
}
