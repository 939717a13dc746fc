"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { NewPasswordField } from "./new-password-field";
import { changePassword } from "./profile-api";
import type { PasswordsValues } from "./profile-schema";
import { ProfileSection, type ReportTrouble } from "./profile-section";
import { useAccountForm } from "./use-account-form";

const checks = async () => (await import("./profile-schema")).passwordsResolver;

export function ChangePassword({ email, report }: { email: string; report: ReportTrouble }) {
  const t = useTranslations("profile.password");
  const say = useToast();
  const queries = useQueryClient();
  const [changes, setChanges] = useState(0);
  const { form, errors, busy, submit, errorOf } = useAccountForm<PasswordsValues>({
    checks,
    words: { current_password: t("errors.current"), new_password: t("errors.next") },
    send: async ({ current_password: current, new_password: next }) => {
      const result = await changePassword(current, next);
      if (result.ok) {
        form.reset();
        setChanges(changes + 1);
        say(t("saved"));
        await queries.invalidateQueries({ queryKey: ["sign-in-places"] });
      }
      return result;
    },
    refused: ({ code }) => (code === "wrong-password" ? "current_password" : undefined),
    aliases: { password: "new_password" },
  });
  return (
    <ProfileSection title={t("title")} lead={t("lead")} errors={errors} report={report}>
      <form method="post" noValidate onSubmit={submit} className="space-y-6">
        {/* Tells password managers whose password changes. */}
        <input type="hidden" autoComplete="username" defaultValue={email} />
        <PasswordField
          {...form.register("current_password")}
          autoComplete="current-password"
          label={t("current")}
          error={errorOf("current_password")}
        />
        <NewPasswordField
          key={changes}
          {...form.register("new_password")}
          label={t("next")}
          error={errorOf("new_password")}
        />
        <Button type="submit" busy={busy}>
          {t("save")}
        </Button>
      </form>
    </ProfileSection>
  );
}
