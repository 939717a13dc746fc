import type { ReactNode } from "react";
import { classes } from "./classes";

/** One thing, lifted off the page. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={classes("rounded-card border border-line bg-surface p-5 shadow-lift sm:p-7", className)}>
      {children}
    </div>
  );
}
