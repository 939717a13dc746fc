"use client";

import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";

const LINKS = [
  { href: "/help/", label: "help" },
  { href: "/privacy/", label: "privacy" },
  { href: "/accessibility/", label: "accessibility" },
] as const;

export function Footer() {
  const t = useTranslations("footer");
  return (
    <footer className="mt-auto border-t border-line bg-sunken">
      <div className="mx-auto flex max-w-page flex-col gap-5 px-4 py-8 text-small sm:px-6 lg:flex-row lg:items-baseline lg:justify-between">
        <p className="max-w-words text-ink-soft">{t("about")}</p>
        <nav aria-label={t("name")}>
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            {LINKS.map(({ href, label }) => (
              <li key={href}>
                <Link href={href} className="inline-block py-1">
                  {t(label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
