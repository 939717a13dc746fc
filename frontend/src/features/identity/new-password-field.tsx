"use client";

import { useState, type ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { PasswordField } from "@/components/ui/field";
import { StrengthHint } from "./strength-hint";

/** A password to be chosen: can be shown, pasted and made by a password manager, and says how well it protects. */
export function NewPasswordField({ onChange, ...rest }: ComponentProps<typeof PasswordField>) {
  const t = useTranslations("password");
  const [typed, setTyped] = useState("");
  return (
    <div>
      <PasswordField
        {...rest}
        autoComplete="new-password"
        hint={t("hint")}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange?.(event);
        }}
      />
      <StrengthHint password={typed} />
    </div>
  );
}
