"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Page, PageHeading } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorSummary, type FormError } from "@/components/ui/error-summary";
import { PasswordField, TextField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { useProblemWords } from "@/components/ui/problem-words";
import type { Problem } from "@/lib/api/problem";
import { signIn } from "@/lib/auth/session";
import { useSession } from "@/lib/auth/use-session";
import { wayBack } from "@/lib/auth/way-back";
import { resolverOf } from "@/lib/forms/resolver";
import { signInSchema, type SignInValues } from "./sign-in-schema";

export function SignInForm() {
  const t = useTranslations("signIn");
  const words = useProblemWords();
  const session = useSession();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const form = useForm<SignInValues>({
    resolver: resolverOf(signInSchema),
    // No default values: what was typed, or filled in by a password manager, before the scripts came must stay.
    // The summary takes focus; its links lead to the fields.
    shouldFocusError: false,
  });
  const { errors: invalid, isSubmitting } = form.formState;
  useLeaveWhenSignedIn();

  function refused(problem: Problem): readonly FormError[] {
    if (problem.code === "invalid-credentials") return [{ field: "email", words: words(problem) }];
    return [{ words: words(problem) }];
  }

  const submit = form.handleSubmit(
    async ({ email, password }) => {
      setErrors([]);
      const result = await signIn(email, password);
      if (!result.ok) setErrors(refused(result.problem));
    },
    ({ email, password }) => {
      const found: FormError[] = [];
      if (email) found.push({ field: "email", words: t("errors.email") });
      if (password) found.push({ field: "password", words: t("errors.password") });
      setErrors(found);
    },
  );

  return (
    <Page title={t("title")} width="form" error={errors.length > 0}>
      <PageHeading>{t("title")}</PageHeading>
      <p className="mt-3 mb-8 text-ink-soft">{t("lead")}</p>
      {session.status === "visitor" && session.left === "expired" && errors.length === 0 && (
        <div className="mb-6">
          <Notice>{t("expired")}</Notice>
        </div>
      )}
      <noscript>
        <div className="mb-6">
          <Notice tone="attention">{t("needsScript")}</Notice>
        </div>
      </noscript>
      <ErrorSummary errors={errors} />
      <Card>
        <form method="post" noValidate onSubmit={(event) => void submit(event)} className="space-y-6">
          <TextField
            {...form.register("email")}
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            label={t("email")}
            error={invalid.email && t("errors.email")}
          />
          <PasswordField
            {...form.register("password")}
            autoComplete="current-password"
            label={t("password")}
            error={invalid.password && t("errors.password")}
          />
          <Button type="submit" busy={isSubmitting} className="w-full">
            {t("submit")}
          </Button>
        </form>
      </Card>
      <p className="mt-6">
        <Link href="/help/">{t("trouble")}</Link>
      </p>
    </Page>
  );
}

/** Whoever is signed in, now or already, goes on to the page they wanted. */
function useLeaveWhenSignedIn() {
  const { status } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (status === "person") router.replace(wayBack(location.search, location.origin));
  }, [status, router]);
}
