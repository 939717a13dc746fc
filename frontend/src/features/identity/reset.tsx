"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ButtonLink, Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { askForReset, resetPassword } from "./api";
import { DonePage, FormPage } from "./form-page";
import { NewPasswordField } from "./new-password-field";
import type { EmailValues, NewPasswordValues } from "./reset-schema";
import { useAccountForm } from "./use-account-form";
import { useMailedKey } from "./use-mailed-key";

const checkEmail = async () => (await import("./reset-schema")).emailResolver;
const checkNewPassword = async () => (await import("./reset-schema")).newPasswordResolver;

/** Without a key: ask for the mail. With the key that the mail's link carries: choose the new password. */
export function Reset() {
  const key = useMailedKey();
  const t = useTranslations("reset");
  const [spentKey, setSpentKey] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <DonePage title={t("done.title")}>
        <p className="text-lead text-ink-soft">{t("done.words")}</p>
        <ButtonLink href="/sign-in/">{t("done.next")}</ButtonLink>
      </DonePage>
    );
  }
  if (key === null || key === spentKey) return <AskForLink spent={key !== null} />;
  return (
    <ChoosePassword
      mailedKey={key}
      onDone={() => {
        setDone(true);
      }}
      onSpent={() => {
        setSpentKey(key);
      }}
    />
  );
}

function AskForLink({ spent }: { spent: boolean }) {
  const t = useTranslations("reset");
  const [sent, setSent] = useState(false);
  const { form, errors, busy, submit, errorOf } = useAccountForm<EmailValues>({
    checks: checkEmail,
    words: { email: t("errors.email") },
    send: async ({ email }) => {
      const result = await askForReset(email);
      if (result.ok) setSent(true);
      return result;
    },
  });
  if (sent) {
    return (
      <DonePage title={t("sent.title")}>
        <p className="text-lead text-ink-soft">{t("sent.words")}</p>
        <p className="text-ink-soft">{t("sent.next")}</p>
      </DonePage>
    );
  }
  return (
    <FormPage
      title={t("title")}
      lead={t("lead")}
      before={
        spent &&
        errors.length === 0 && (
          <div className="mb-6">
            <Notice tone="attention" live>
              {t("spent")}
            </Notice>
          </div>
        )
      }
      errors={errors}
      after={<Link href="/sign-in/">{t("back")}</Link>}
    >
      <form method="post" noValidate onSubmit={submit} className="space-y-6">
        <TextField
          {...form.register("email")}
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          label={t("email")}
          error={errorOf("email")}
        />
        <Button type="submit" busy={busy} className="w-full">
          {t("ask")}
        </Button>
      </form>
    </FormPage>
  );
}

function ChoosePassword({
  mailedKey,
  onDone,
  onSpent,
}: {
  mailedKey: string;
  onDone: () => void;
  onSpent: () => void;
}) {
  const t = useTranslations("reset");
  const { form, errors, busy, submit, errorOf } = useAccountForm<NewPasswordValues>({
    checks: checkNewPassword,
    words: { new_password: t("errors.password") },
    send: async ({ new_password: password }) => {
      const result = await resetPassword(mailedKey, password);
      if (result.ok) {
        // The key has opened what it could: it need not stay in the browser's history.
        history.replaceState(history.state, "", location.pathname);
        onDone();
      } else if (result.problem.errors.some(({ pointer }) => pointer === "/token")) {
        onSpent();
      }
      return result;
    },
    // A judgement of the password itself names the field `password`.
    aliases: { password: "new_password" },
  });
  return (
    <FormPage title={t("choose")} lead={t("chooseLead")} errors={errors}>
      <form method="post" noValidate onSubmit={submit} className="space-y-6">
        <NewPasswordField
          {...form.register("new_password")}
          label={t("newPassword")}
          error={errorOf("new_password")}
        />
        <Button type="submit" busy={busy} className="w-full">
          {t("save")}
        </Button>
      </form>
    </FormPage>
  );
}
