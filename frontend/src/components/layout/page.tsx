import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classes } from "@/components/ui/classes";

/** The page's name in the browser's tab. `error` says first that something on the page needs attention. */
export function PageTitle({ children, error = false }: { children: string; error?: boolean }) {
  const t = useTranslations("site");
  const title = children === t("name") ? `${t("name")}: ${t("tagline")}` : `${children} – ${t("name")}`;
  return <title>{error ? t("errorTitle", { title }) : title}</title>;
}

/** The one h1 of a page. Focus moves to it when a person arrives from another page. */
export function PageHeading({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <h1 tabIndex={-1} className={classes("text-h1", className)}>
      {children}
    </h1>
  );
}

/** A page of one column: as wide as words read well, or as a form needs. */
export function Page({
  title,
  children,
  width = "words",
  error = false,
}: {
  title: string;
  children: ReactNode;
  width?: "words" | "form" | "page";
  error?: boolean;
}) {
  const widths = { words: "max-w-words", form: "max-w-form", page: "max-w-page" };
  return (
    <>
      <PageTitle error={error}>{title}</PageTitle>
      <div className="mx-auto w-full max-w-page px-4 py-10 sm:px-6 md:py-16">
        <div className={classes(widths[width], width === "form" && "mx-auto")}>{children}</div>
      </div>
    </>
  );
}
