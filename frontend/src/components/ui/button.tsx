import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";
import { useAwake } from "./use-awake";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

type Looks = { kind?: ButtonKind; icon?: IconName };

type ButtonProps = Looks &
  ComponentProps<"button"> & {
    /** Something is under way because of this button: it says so and cannot be pressed twice. */
    busy?: boolean;
  };

export function Button({
  kind = "primary",
  type = "button",
  icon,
  busy = false,
  disabled = false,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const awake = useAwake();
  return (
    <button
      {...rest}
      type={type}
      // Before the scripts are here the browser would send a form by itself, with everything typed in it.
      disabled={disabled || (type === "submit" && !awake)}
      aria-busy={busy}
      // Busy is not `disabled`: focus stays where the person left it.
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={classes(buttonLook(kind), className)}
    >
      {busy ? <Spinner /> : icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** The look of a button, for links that lead to the one main thing to do next. */
export function buttonLook(kind: ButtonKind): string {
  return classes(
    "inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-control py-2.5 text-center",
    "font-semibold transition-colors duration-150 focus-visible:rounded-control aria-disabled:cursor-progress",
    LOOKS[kind],
  );
}

// Every look has a border, for forced colours remove all backgrounds.
const LOOKS: Record<ButtonKind, string> = {
  primary: "border-2 px-5 border-pine bg-pine text-on-pine hover:border-pine-strong hover:bg-pine-strong",
  secondary: "border-2 px-5 border-line-strong bg-surface text-ink hover:border-pine hover:bg-pine-wash",
  quiet: "border-2 border-transparent px-3 text-pine underline-offset-4 hover:bg-pine-wash hover:underline",
  danger: "border-2 px-5 border-brick bg-brick text-on-brick hover:border-brick-strong hover:bg-brick-strong",
};

function Spinner() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      className="size-5 animate-[turn_0.8s_linear_infinite]"
    >
      <circle cx="12" cy="12" r="9" stroke="currentColor" strokeOpacity="0.3" strokeWidth="3" />
      <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
