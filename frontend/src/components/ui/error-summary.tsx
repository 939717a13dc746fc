"use client";

import { useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";

/** One thing that is wrong; with a field, the words lead there. */
export type FormError = { field?: string; words: string };

/**
 * What is wrong with a form, before the form. It takes focus each time it is told something new: pass a new list for
 * every attempt. The page's title says "Error:" as well (`PageTitle`).
 */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }) {
  const t = useTranslations("errorSummary");
  const heading = useId();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) ref.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={ref}
      role="alert"
      aria-labelledby={heading}
      tabIndex={-1}
      className="mb-6 rounded-card border-2 border-brick bg-brick-wash p-4 sm:p-5"
    >
      <h2 id={heading} className="text-h3">
        {t("title")}
      </h2>
      <ul className="mt-2 space-y-1">
        {errors.map(({ field, words }) => (
          <li key={`${field ?? ""}${words}`}>
            {field === undefined ? words : <FieldLink field={field} words={words} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ field, words }: { field: string; words: string }) {
  return (
    <a
      href={`#${field}`}
      className="font-semibold text-brick underline underline-offset-4 hover:text-brick-strong"
      onClick={(event) => {
        // Following the fragment would scroll, but only some browsers would also move focus.
        event.preventDefault();
        document.getElementById(field)?.focus();
      }}
    >
      {words}
    </a>
  );
}
