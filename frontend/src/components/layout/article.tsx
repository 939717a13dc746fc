import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Page, PageHeading } from "./page";

/** A page to read: a heading, a sentence that says why, and sections. */
export function Article({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Page title={title}>
      <PageHeading>{title}</PageHeading>
      <p className="mt-4 text-lead text-ink-soft">{lead}</p>
      <div className="mt-10 space-y-10">{children}</div>
    </Page>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-3">
      <h2 className="text-h2">{title}</h2>
      {children}
    </section>
  );
}

/** Statements that each stand for themselves. */
export function Points({ children }: { children: readonly string[] }) {
  return (
    <ul className="space-y-3">
      {children.map((point) => (
        <li key={point} className="flex gap-3">
          <Icon name="check" className="mt-1 size-5 text-pine" />
          <span>{point}</span>
        </li>
      ))}
    </ul>
  );
}
