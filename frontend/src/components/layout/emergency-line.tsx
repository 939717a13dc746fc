"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "@/components/ui/icon";
import { EMERGENCY_NUMBER } from "@/lib/emergency";

/** First on every page, for the person who is in the wrong place. It needs no script and no server. */
export function EmergencyLine() {
  const t = useTranslations("emergency");
  return (
    <aside aria-label={t("name")} className="border-b border-brick/25 bg-brick-wash text-small">
      <p className="mx-auto flex max-w-page items-center gap-2 px-4 py-1.5 sm:px-6">
        <Icon name="phone" className="size-4 text-brick" />
        <span>
          {t.rich("line", {
            number: EMERGENCY_NUMBER,
            call: (words) => <CallEmergency>{words}</CallEmergency>,
          })}
        </span>
      </p>
    </aside>
  );
}

export function CallEmergency({ children }: { children: ReactNode }) {
  return (
    <a
      href={`tel:${EMERGENCY_NUMBER}`}
      className="inline-block py-0.5 font-semibold text-brick underline decoration-2 underline-offset-4 hover:text-brick-strong"
    >
      {children}
    </a>
  );
}
