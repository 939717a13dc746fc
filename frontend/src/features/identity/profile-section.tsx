"use client";

import { useEffect, useId, type ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { ErrorSummary, type FormError } from "@/components/ui/error-summary";

export type ReportTrouble = (section: string, trouble: boolean) => void;

/** One part of the profile under its own heading, with what is wrong in it; the page's title says so too. */
export function ProfileSection({
  title,
  lead,
  errors = NO_ERRORS,
  report,
  children,
}: {
  title: string;
  lead: string;
  errors?: readonly FormError[];
  report?: ReportTrouble;
  children: ReactNode;
}) {
  const heading = useId();
  const trouble = errors.length > 0;
  useEffect(() => {
    report?.(heading, trouble);
    return () => {
      report?.(heading, false);
    };
  }, [report, heading, trouble]);
  return (
    <section aria-labelledby={heading}>
      <Card>
        <h2 id={heading} tabIndex={-1} className="text-h2">
          {title}
        </h2>
        <p className="mt-1.5 mb-6 text-ink-soft">{lead}</p>
        <ErrorSummary errors={errors} />
        {children}
      </Card>
    </section>
  );
}

const NO_ERRORS: readonly FormError[] = [];
