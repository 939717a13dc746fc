"use client";

import { useTranslations } from "use-intl";
import { classes } from "@/components/ui/classes";

const LONG_ENOUGH = 12;
const LONG = 18;

/** How well a password protects: by its length and how varied it is, never by which kinds of characters it has. */
export function strengthOf(password: string): "none" | "short" | "plain" | "good" | "strong" {
  if (password.length === 0) return "none";
  if (password.length < LONG_ENOUGH) return "short";
  if (new Set(password).size < LONG_ENOUGH / 2) return "plain";
  return password.length < LONG ? "good" : "strong";
}

const BARS = { none: 0, short: 1, plain: 1, good: 2, strong: 3 };

/** Says while somebody types whether the password is long enough. It advises; the server decides. */
export function StrengthHint({ password }: { password: string }) {
  const t = useTranslations("password.strength");
  const strength = strengthOf(password);
  return (
    <div className="mt-2">
      <div aria-hidden="true" className="grid grid-cols-3 gap-1.5">
        {[1, 2, 3].map((bar) => (
          <span
            key={bar}
            className={classes(
              "h-1.5 rounded-pill border",
              bar <= BARS[strength] ? "border-pine bg-pine" : "border-line bg-sunken",
            )}
          />
        ))}
      </div>
      {/* Its words change only when the judgement does, so that readers by ear are not told of every key. */}
      <p role="status" className="mt-1.5 min-h-6 text-small text-ink-soft">
        {t(strength)}
      </p>
    </div>
  );
}
