"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { focusHeading } from "@/components/layout/focus";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useProblemWords } from "@/components/ui/problem-words";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { valueOf } from "@/lib/api/problem";
import { endSignIn, listSignInPlaces } from "./profile-api";
import { ProfileSection } from "./profile-section";

/** Where somebody is signed in with this account, and a way to end it from here. */
export function SignInPlaces({ timeZone }: { timeZone: string }) {
  const t = useTranslations("profile.places");
  const format = useFormatter();
  const words = useProblemWords();
  const say = useToast();
  const [ending, setEnding] = useState<string | null>(null);
  const places = useQuery({
    queryKey: ["sign-in-places"],
    queryFn: async () => valueOf(await listSignInPlaces()),
  });

  async function end(id: string) {
    setEnding(id);
    const result = await endSignIn(id);
    // What is not there any more has ended too.
    const ended = result.ok || result.problem.status === 404;
    if (ended) await places.refetch();
    setEnding(null);
    say(ended ? t("ended") : words(result.problem));
    if (ended) focusHeading();
  }

  return (
    <ProfileSection title={t("title")} lead={t("lead")}>
      {places.isPending && <Skeleton className="h-16 w-full" />}
      {places.isError && (
        <ProblemNotice
          title={t("unavailable")}
          problem={places.error}
          retry={() => void places.refetch()}
          retrying={places.isFetching}
        />
      )}
      <ul className="divide-y divide-line">
        {places.data?.map(({ id, device, usedAt, current }) => {
          const used = format.dateTime(usedAt, { dateStyle: "medium", timeStyle: "short", timeZone });
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div>
                <p className="font-medium">{device}</p>
                <p className="text-small text-ink-soft">{t("used", { time: used })}</p>
              </div>
              {current ? (
                <Badge tone="pine">{t("here")}</Badge>
              ) : (
                <Button
                  kind="secondary"
                  busy={ending === id}
                  aria-label={t("endOne", { device, time: used })}
                  onClick={() => void end(id)}
                >
                  {t("end")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </ProfileSection>
  );
}
