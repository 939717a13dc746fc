"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { EmergencyLine } from "./emergency-line";
import { focusHeading } from "./focus";
import { Footer } from "./footer";
import { Header } from "./header";

/** What stands around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTranslations("navigation");
  useFocusOnArrival();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute start-4 top-2 z-10 -translate-y-24 rounded-control bg-ink px-4 py-3 font-semibold text-ground focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <EmergencyLine />
      <Header />
      <main id="main" tabIndex={-1} className="flex-1 focus:outline-none">
        {children}
      </main>
      <Footer />
    </div>
  );
}

/** After moving inside the site, focus goes to the new page's heading, as it would with a fresh page. */
function useFocusOnArrival() {
  const pathname = usePathname();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    focusHeading();
  }, [pathname]);
}
