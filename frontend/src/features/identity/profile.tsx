"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { Page, PageHeading } from "@/components/layout/page";
import { RequirePerson } from "@/components/layout/require-person";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { valueOf } from "@/lib/api/problem";
import { ChangePassword } from "./change-password";
import { Details } from "./details";
import { showProfile } from "./profile-api";
import type { ReportTrouble } from "./profile-section";
import { SecondFactor } from "./second-factor";
import { SignInPlaces } from "./sign-in-places";

/** What a person tells of themselves, and how their account is protected. */
export function Profile() {
  const t = useTranslations("profile");
  const [troubled, setTroubled] = useState<readonly string[]>([]);
  const report = useCallback<ReportTrouble>((section, trouble) => {
    setTroubled((current) => {
      if (current.includes(section) === trouble) return current;
      return trouble ? [...current, section] : current.filter((other) => other !== section);
    });
  }, []);
  return (
    <Page title={t("title")} error={troubled.length > 0}>
      <RequirePerson heading={t("title")}>
        {() => (
          <>
            <PageHeading>{t("title")}</PageHeading>
            <Sections report={report} />
          </>
        )}
      </RequirePerson>
    </Page>
  );
}

function Sections({ report }: { report: ReportTrouble }) {
  const t = useTranslations("profile");
  const profile = useQuery({
    queryKey: ["profile"],
    queryFn: async () => valueOf(await showProfile()),
  });
  if (profile.isPending) {
    return (
      <div className="mt-8 space-y-6">
        <p role="status" className="sr-only">
          {t("loading")}
        </p>
        <Skeleton className="h-160 w-full" />
        <Skeleton className="h-96 w-full" />
      </div>
    );
  }
  if (profile.isError) {
    return (
      <div className="mt-8">
        <ProblemNotice
          title={t("unavailable")}
          problem={profile.error}
          retry={() => void profile.refetch()}
          retrying={profile.isFetching}
        />
      </div>
    );
  }
  return (
    <div className="mt-8 space-y-6">
      <Details profile={profile.data} report={report} />
      <ChangePassword email={profile.data.email} report={report} />
      <SecondFactor on={profile.data.secondFactor} report={report} />
      <SignInPlaces timeZone={profile.data.timeZone} />
    </div>
  );
}
