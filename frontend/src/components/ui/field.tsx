"use client";

import { useState, type ComponentProps, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classes } from "./classes";

/** What every field says about itself. `name` is its id too, so that an error summary can lead to it. */
type Words = { name: string; label: string; hint?: string; error?: string | undefined };

const CONTROL =
  "w-full min-h-12 rounded-control border-2 border-line-strong bg-surface px-3.5 py-2.5 text-body text-ink " +
  "placeholder:text-ink-soft hover:border-ink focus-visible:rounded-control aria-invalid:border-brick";

export function TextField({ name, label, hint, error, className, ...rest }: Words & ComponentProps<"input">) {
  return (
    <Frame name={name} label={label} hint={hint} error={error} className={className}>
      <input type="text" {...rest} {...wiring({ name, hint, error })} className={CONTROL} />
    </Frame>
  );
}

/** Can be shown, pasted into and filled by a password manager. */
export function PasswordField({
  name,
  label,
  hint,
  error,
  className,
  ...rest
}: Words & ComponentProps<"input">) {
  const t = useTranslations("field");
  const [shown, setShown] = useState(false);
  return (
    <Frame name={name} label={label} hint={hint} error={error} className={className}>
      <div className="relative">
        <input
          {...rest}
          {...wiring({ name, hint, error })}
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          spellCheck={false}
          className={classes(CONTROL, "pe-24")}
        />
        <button
          type="button"
          aria-label={shown ? t("hideField", { label }) : t("showField", { label })}
          aria-controls={name}
          className="absolute end-1.5 top-1/2 min-h-9 -translate-y-1/2 cursor-pointer rounded-small px-3 font-semibold text-pine hover:bg-pine-wash"
          onClick={() => {
            setShown(!shown);
          }}
        >
          {shown ? t("hide") : t("show")}
        </button>
      </div>
    </Frame>
  );
}

export function SelectField({
  name,
  label,
  hint,
  error,
  className,
  children,
  ...rest
}: Words & ComponentProps<"select">) {
  return (
    <Frame name={name} label={label} hint={hint} error={error} className={className}>
      <select {...rest} {...wiring({ name, hint, error })} className={classes(CONTROL, "cursor-pointer")}>
        {children}
      </select>
    </Frame>
  );
}

export function TextAreaField({
  name,
  label,
  hint,
  error,
  className,
  ...rest
}: Words & ComponentProps<"textarea">) {
  return (
    <Frame name={name} label={label} hint={hint} error={error} className={className}>
      <textarea rows={5} {...rest} {...wiring({ name, hint, error })} className={CONTROL} />
    </Frame>
  );
}

function Frame({
  name,
  label,
  hint,
  error,
  className,
  children,
}: {
  name: string;
  label: string;
  hint: string | undefined;
  error: string | undefined;
  className: string | undefined;
  children: ReactNode;
}) {
  const t = useTranslations("field");
  return (
    <div className={classes(error !== undefined && "border-s-4 border-brick ps-4", className)}>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="text-small text-ink-soft">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${name}-error`} className="font-medium text-brick">
          <span className="sr-only">{t("error")}</span> {error}
        </p>
      )}
      <div className="mt-1.5">{children}</div>
    </div>
  );
}

function wiring({
  name,
  hint,
  error,
}: {
  name: string;
  hint: string | undefined;
  error: string | undefined;
}) {
  const about = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`]
    .filter(Boolean)
    .join(" ");
  return {
    id: name,
    name,
    "aria-invalid": error !== undefined,
    "aria-describedby": about === "" ? undefined : about,
  };
}
