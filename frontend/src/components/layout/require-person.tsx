"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { restoreSession, type Person } from "@/lib/auth/session";
import { useSession } from "@/lib/auth/use-session";
import { signInPathTo } from "@/lib/auth/way-back";
import { PageHeading } from "./page";

/** A part of a page that only somebody signed in may see. Nothing of it exists before we know who is here. */
export function RequirePerson({
  heading,
  children,
}: {
  /** The page's heading until it has one that names the person. */
  heading: string;
  children: (person: Person) => ReactNode;
}) {
  const t = useTranslations("session");
  const session = useSession();
  const router = useRouter();
  const pathname = usePathname();
  const [asked, setAsked] = useState(false);
  const visitor = asked && session.status === "visitor" ? session.left : null;

  async function askWhoIsHere() {
    setAsked(false);
    await restoreSession({ insist: true });
    setAsked(true);
  }

  useEffect(() => {
    void restoreSession({ insist: true }).then(() => {
      setAsked(true);
    });
  }, []);

  useEffect(() => {
    if (visitor === null) return;
    router.replace(visitor === "signed-out" ? "/" : signInPathTo(pathname + location.search));
  }, [visitor, router, pathname]);

  if (session.status === "person") return children(session.person);
  if (session.status === "unreachable") {
    return (
      <div className="max-w-words space-y-8">
        <PageHeading>{heading}</PageHeading>
        <ProblemNotice
          title={t("unreachable")}
          problem={session.problem}
          retry={() => void askWhoIsHere()}
          retrying={!asked}
        />
      </div>
    );
  }
  return (
    <div className="space-y-4">
      <PageHeading className="sr-only">{heading}</PageHeading>
      <p role="status" className="sr-only">
        {t("checking")}
      </p>
      <Skeleton className="h-10 w-3/4" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
