import type { ReactNode } from "react";
import { classes } from "./classes";

const TONES = {
  plain: "border-line-strong bg-sunken text-ink",
  pine: "border-pine/40 bg-pine-wash text-pine-strong",
  marigold: "border-marigold bg-marigold-wash text-ink",
  brick: "border-brick/40 bg-brick-wash text-brick-strong",
};

/** A state in one or two words; the words carry it, the colour helps. */
export function Badge({ tone = "plain", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      className={classes(
        "inline-flex items-center rounded-pill border px-2.5 py-0.5 text-small font-semibold",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
