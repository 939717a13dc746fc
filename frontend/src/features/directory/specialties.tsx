"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { valueOf } from "@/lib/api/problem";
import { useLanguage } from "@/lib/i18n/use-language";
import { listSpecialties, type Specialty } from "./api";
import { SpecialtyIcon } from "./specialty-icon";
import { useSpecialtyWords } from "./specialty-words";

/** As many places as the closed list has, so that nothing moves when it arrives. */
const EXPECTED = 23;
const GRID = "grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3";
const ROW = "flex min-h-[5.75rem] items-start gap-4 border-t border-line py-4";

/** Every specialty a doctor here can have, in the reader's words and order. */
export function Specialties() {
  const t = useTranslations("specialties");
  const { locale } = useLanguage();
  const specialties = useQuery({
    queryKey: ["directory", "specialties", locale],
    queryFn: async () => valueOf(await listSpecialties()),
  });

  if (specialties.isPending) return <Loading />;
  if (specialties.isError) {
    return (
      <ProblemNotice
        title={t("unavailable")}
        problem={specialties.error}
        retry={() => void specialties.refetch()}
        retrying={specialties.isFetching}
      />
    );
  }
  if (specialties.data.length === 0)
    return <EmptyState title={t("none.title")}>{t("none.words")}</EmptyState>;
  return <SpecialtyList specialties={specialties.data} />;
}

function SpecialtyList({ specialties }: { specialties: readonly Specialty[] }) {
  const { locale } = useLanguage();
  const wordsFor = useSpecialtyWords();
  const rows = specialties
    .map((specialty) => ({ code: specialty.code, ...wordsFor(specialty) }))
    .sort((one, other) => one.name.localeCompare(other.name, locale));
  return (
    <ul className={GRID}>
      {rows.map(({ code, name, about }) => (
        <li key={code} className={ROW}>
          <SpecialtyIcon code={code} />
          <div className="min-w-0">
            <h3 className="text-h3">{name}</h3>
            <p className="text-small text-ink-soft">{about}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Loading() {
  const t = useTranslations("specialties");
  return (
    <div>
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <div className={GRID}>
        {Array.from({ length: EXPECTED }, (_, place) => (
          <div key={place} className={ROW}>
            <Skeleton className="size-11 rounded-control" />
            <div className="flex-1 space-y-2.5 pt-1">
              <Skeleton className="h-5 w-1/2" />
              <Skeleton className="h-4 w-5/6" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
