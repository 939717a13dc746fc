import NextLink from "next/link";
import type { ComponentProps } from "react";
import { buttonLook, type ButtonKind } from "./button";
import { classes } from "./classes";

type Props = ComponentProps<typeof NextLink>;

/** A link among words. Pages are fetched when they are wanted: prefetching costs old phones more than it gives. */
export function Link({ className, ...rest }: Props) {
  return (
    <NextLink
      prefetch={false}
      {...rest}
      className={classes(
        "font-medium text-pine underline decoration-2 underline-offset-4 decoration-pine/35 hover:decoration-pine",
        className,
      )}
    />
  );
}

/** A link that is the next step of a page. */
export function ButtonLink({ kind = "primary", className, ...rest }: Props & { kind?: ButtonKind }) {
  return <NextLink prefetch={false} {...rest} className={classes(buttonLook(kind), className)} />;
}
