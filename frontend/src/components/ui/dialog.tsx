"use client";

import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button";

/** A question or a choice in front of the page. The browser keeps focus inside, gives it back, and hears Escape. */
export function Dialog({
  open,
  title,
  children,
  actions,
  onClose,
}: {
  open: boolean;
  title: string;
  children: ReactNode;
  /** What can be done; without any there is one button that closes. */
  actions?: ReactNode;
  onClose: () => void;
}) {
  const t = useTranslations("actions");
  const heading = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={heading}
      onClose={onClose}
      className="m-auto w-[min(calc(100vw-2rem),30rem)] rounded-card border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-[rgb(8_18_15/0.55)]"
    >
      <div className="space-y-6 p-5 sm:p-7">
        <h2 id={heading} className="text-h2">
          {title}
        </h2>
        {children}
        <div className="flex flex-wrap justify-end gap-3">
          {actions ?? <Button onClick={onClose}>{t("close")}</Button>}
        </div>
      </div>
    </dialog>
  );
}
