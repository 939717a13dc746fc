"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { useProblemWords } from "@/components/ui/problem-words";
import { useToast } from "@/components/ui/toast";
import { signOut } from "@/lib/auth/session";
import { useSession } from "@/lib/auth/use-session";
import { focusHeading } from "./focus";

/** The way in for visitors, the way out for everybody else. */
export function AccountControls() {
  const t = useTranslations("navigation");
  const session = useSession();
  const pathname = usePathname();
  if (session.status === "person") return <SignOut />;
  if (pathname === "/sign-in/") return null;
  return (
    <ButtonLink
      href="/sign-in/"
      kind="secondary"
      // Whoever is probably signed in should not see the way in for a moment.
      className={session.status === "unknown" ? "in-data-[session=likely]:invisible" : undefined}
    >
      {t("signIn")}
    </ButtonLink>
  );
}

function SignOut() {
  const t = useTranslations("navigation");
  const words = useProblemWords();
  const say = useToast();
  const [busy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    const result = await signOut();
    if (result.ok) {
      say(t("signedOut"));
      // The button that had focus is gone with the session.
      focusHeading();
    } else {
      setBusy(false);
      say(`${t("signOutFailed")} ${words(result.problem)}`);
    }
  }

  return (
    <Button kind="secondary" busy={busy} onClick={() => void leave()}>
      {t("signOut")}
    </Button>
  );
}
