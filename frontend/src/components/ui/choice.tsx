"use client";

import type { ComponentProps } from "react";
import { useId } from "react";
import { classes } from "./classes";

const ROW =
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-control border-2 border-line px-3.5 py-2 hover:border-line-strong has-checked:border-pine has-checked:bg-pine-wash";
const MARK = "size-5 shrink-0 cursor-pointer accent-pine";

type Option = { value: string; label: string; hint?: string; lang?: string };

/** One of a few, all in sight. */
export function RadioGroup({
  legend,
  name,
  value,
  options,
  onChoose,
}: {
  legend: string;
  name: string;
  value: string | null;
  options: readonly Option[];
  onChoose: (value: string) => void;
}) {
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className="grid gap-2">
        {options.map((option) => (
          <label key={option.value} className={ROW} lang={option.lang}>
            <input
              type="radio"
              className={MARK}
              name={`${id}${name}`}
              value={option.value}
              checked={option.value === value}
              onChange={() => {
                onChoose(option.value);
              }}
            />
            <OptionWords label={option.label} hint={option.hint} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Yes or no to one sentence. */
export function Checkbox({
  label,
  hint,
  error,
  className,
  ...rest
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
} & ComponentProps<"input">) {
  const id = useId();
  return (
    <div className={className}>
      <label className={classes(ROW, error !== undefined && "border-brick")}>
        <input
          {...rest}
          type="checkbox"
          className={MARK}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : id}
        />
        <OptionWords label={label} hint={hint} />
      </label>
      {error !== undefined && (
        <p id={id} className="mt-1.5 font-medium text-brick">
          {error}
        </p>
      )}
    </div>
  );
}

function OptionWords({ label, hint }: { label: string; hint: string | undefined }) {
  return (
    <span>
      {label}
      {hint !== undefined && <span className="block text-small text-ink-soft">{hint}</span>}
    </span>
  );
}
