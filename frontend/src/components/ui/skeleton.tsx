import { classes } from "./classes";

/** The place of something on its way, in its final size. Readers of the page by ear get words instead. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        "block animate-[breathe_1.6s_ease-in-out_infinite] rounded-small bg-sunken",
        className,
      )}
    />
  );
}
