"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button, buttonLook } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { useSession } from "@/lib/auth/use-session";
import { AccountControls } from "./account-controls";
import { DisplaySettings } from "./display-settings";
import { Logo } from "./logo";
import { NAVIGATION } from "./navigation";

/** Where one is and can go. On a phone the links fold away behind one button. */
export function Header() {
  const t = useTranslations("navigation");
  const pathname = usePathname();
  const session = useSession();
  const menu = useId();
  const [openOn, setOpenOn] = useState<string | null>(null);
  const open = openOn === pathname;
  const destinations = NAVIGATION[session.status === "person" ? session.person.role : "visitor"];
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 gap-y-3 px-4 py-3 sm:px-6">
        <NextLink href="/" prefetch={false} aria-label={t("logo")} className="me-auto flex py-1 text-ink">
          <Logo />
        </NextLink>
        <Button
          kind="quiet"
          icon={open ? "close" : "menu"}
          aria-expanded={open}
          aria-controls={menu}
          onClick={() => {
            setOpenOn(open ? null : pathname);
          }}
          className="md:hidden"
        >
          {t("menu")}
        </Button>
        <div
          id={menu}
          className={classes(
            "w-full flex-col gap-1 border-t border-line pt-3 md:flex md:w-auto md:flex-row md:items-center md:border-0 md:pt-0",
            open ? "flex" : "hidden",
          )}
        >
          <nav aria-label={t("main")}>
            <ul className="flex flex-col gap-1 md:flex-row">
              {destinations.map(({ href, label }) => (
                <li key={href}>
                  <NextLink
                    href={href}
                    prefetch={false}
                    aria-current={pathname === href ? "page" : undefined}
                    className={classes(
                      buttonLook("quiet"),
                      "w-full justify-start! text-ink! aria-[current=page]:bg-pine-wash md:w-auto",
                    )}
                  >
                    {t(label)}
                  </NextLink>
                </li>
              ))}
            </ul>
          </nav>
          <DisplaySettings />
          <AccountControls />
        </div>
      </div>
    </header>
  );
}
