import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";

type Tone = "calm" | "attention" | "danger";

const TONES: Record<Tone, { look: string; icon: IconName; mark: string }> = {
  calm: { look: "border-line bg-surface", icon: "about", mark: "text-pine" },
  attention: { look: "border-marigold bg-marigold-wash", icon: "alert", mark: "text-ink" },
  danger: { look: "border-brick bg-brick-wash", icon: "alert", mark: "text-brick" },
};

/** Something to know about this page, in words first; the colour only underlines it. */
export function Notice({
  tone = "calm",
  title,
  children,
  action,
  live = false,
}: {
  tone?: Tone;
  title?: string;
  children: ReactNode;
  action?: ReactNode;
  /** It appears after the page was read: tell people who listen. */
  live?: boolean;
}) {
  const { look, icon, mark } = TONES[tone];
  return (
    <div
      role={live ? "alert" : undefined}
      className={classes("flex gap-3 rounded-card border-2 p-4 sm:p-5", look)}
    >
      <Icon name={icon} className={classes("mt-0.5 size-6", mark)} />
      <div className="min-w-0 flex-1 space-y-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        <div>{children}</div>
        {action !== undefined && <div className="pt-3">{action}</div>}
      </div>
    </div>
  );
}
