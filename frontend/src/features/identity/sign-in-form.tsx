"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { focusHeading } from "@/components/layout/focus";
import { Button } from "@/components/ui/button";
import { TextField, PasswordField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { signIn } from "@/lib/auth/session";
import { useSession } from "@/lib/auth/use-session";
import { FormPage } from "./form-page";
import type { SignInValues } from "./sign-in-schema";
import { useAccountForm } from "./use-account-form";
import { useLeaveWhenSignedIn } from "./use-leave-when-signed-in";
import { useSearch } from "./use-search";

const CHECKS = {
  password: async () => (await import("./sign-in-schema")).passwordResolver,
  code: async () => (await import("./sign-in-schema")).codeResolver,
};

/** Address and password; whoever has a second factor is asked for its code next. */
export function SignInForm() {
  const t = useTranslations("signIn");
  const session = useSession();
  const search = useSearch();
  const [step, setStep] = useState<"password" | "code">("password");
  const { form, errors, busy, submit, forget, errorOf } = useAccountForm<SignInValues>({
    checks: CHECKS[step],
    words: { email: t("errors.email"), password: t("errors.password"), otp: t("errors.otp") },
    send: async ({ email, password, otp }) => {
      const result = await signIn(email, password, otp?.replaceAll(/\s/g, ""));
      if (result.ok || result.problem.code !== "otp-required") return result;
      setStep("code");
      return { ok: true, value: undefined };
    },
    refused: ({ code }) => {
      if (code === "otp-wrong") return "otp";
      return code === "invalid-credentials" && step === "password" ? "email" : undefined;
    },
  });
  useLeaveWhenSignedIn();
  useEffect(() => {
    if (step === "code") focusHeading();
  }, [step]);

  return (
    <FormPage
      title={step === "code" ? t("secondStep") : t("title")}
      lead={step === "code" ? t("secondStepLead") : t("lead")}
      before={
        session.status === "visitor" &&
        session.left === "expired" &&
        errors.length === 0 && (
          <div className="mb-6">
            <Notice>{t("expired")}</Notice>
          </div>
        )
      }
      errors={errors}
      after={
        step === "password" && (
          <ul className="space-y-3">
            <li>
              <Link href="/reset/">{t("forgotten")}</Link>
            </li>
            <li>
              <Link href={`/register/${search}`}>{t("register")}</Link>
            </li>
            <li>
              <Link href="/help/">{t("trouble")}</Link>
            </li>
          </ul>
        )
      }
    >
      <form method="post" noValidate onSubmit={submit} className="space-y-6">
        {/* Both stay in the form while the code is asked for: nothing is typed twice. */}
        <div hidden={step === "code"} className="space-y-6">
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
          <PasswordField
            {...form.register("password")}
            autoComplete="current-password"
            label={t("password")}
            error={errorOf("password")}
          />
        </div>
        {step === "code" && (
          <TextField
            {...form.register("otp", { shouldUnregister: true })}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            label={t("otp")}
            hint={t("otpHint")}
            error={errorOf("otp")}
          />
        )}
        <Button type="submit" busy={busy} className="w-full">
          {t("submit")}
        </Button>
        {step === "code" && (
          <Button
            kind="quiet"
            className="w-full"
            onClick={() => {
              forget();
              setStep("password");
            }}
          >
            {t("other")}
          </Button>
        )}
      </form>
    </FormPage>
  );
}
