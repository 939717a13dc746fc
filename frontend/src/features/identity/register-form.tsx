"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choice";
import { TextField } from "@/components/ui/field";
import { ButtonLink, Link } from "@/components/ui/link";
import { signIn } from "@/lib/auth/session";
import { register, type Standing } from "./api";
import { DonePage, FormPage } from "./form-page";
import { NewPasswordField } from "./new-password-field";
import { PracticeFields } from "./practice-fields";
import type { DoctorValues } from "./register-schema";
import { useAccountForm } from "./use-account-form";
import { useLeaveWhenSignedIn } from "./use-leave-when-signed-in";
import { useSearch } from "./use-search";

const KINDS = ["patient", "doctor"] as const;
type Kind = (typeof KINDS)[number];

const CHECKS = {
  patient: async () => (await import("./register-schema")).patientResolver,
  doctor: async () => (await import("./register-schema")).doctorResolver,
};

/** Patients register and go on at once; doctors apply and wait for an answer. */
export function RegisterForm() {
  const t = useTranslations("register");
  const language = useLocale();
  const search = useSearch();
  const [kind, setKind] = useState<Kind>("patient");
  const [done, setDone] = useState<Exclude<Standing, "active"> | null>(null);
  const { form, errors, busy, submit, forget, errorOf } = useAccountForm<DoctorValues>({
    checks: CHECKS[kind],
    words: {
      full_name: t("errors.name"),
      email: t("errors.email"),
      mobile: t("errors.mobile"),
      password: t("errors.password"),
      license_number: t("errors.license"),
      license_state: t("errors.licenseState"),
      specialization: t("errors.specialty"),
      experience_years: t("errors.experience"),
      consultation_fee: t("errors.fee"),
      available_timeslots: t("errors.times"),
    },
    send: async (values) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const result = await register(values, { timeZone, language });
      if (!result.ok) return result;
      if (result.value !== "active") {
        setDone(result.value);
        return result;
      }
      const entered = await signIn(values.email, values.password);
      // An address that somebody has already is answered alike; only its owner learns more, by mail.
      if (!entered.ok && entered.problem.status === 401) setDone("check-mail");
      else if (!entered.ok) return entered;
      return result;
    },
  });
  useLeaveWhenSignedIn();

  if (done !== null) {
    return (
      <DonePage title={t(`done.${done}.title`)}>
        <p className="text-lead text-ink-soft">{t(`done.${done}.words`)}</p>
        <p className="text-ink-soft">{t(`done.${done}.next`)}</p>
        <ButtonLink href={`/sign-in/${search}`} kind="secondary">
          {t("signIn")}
        </ButtonLink>
      </DonePage>
    );
  }
  return (
    <FormPage
      title={t("title")}
      lead={t("lead")}
      errors={errors}
      after={
        <p>
          {t.rich("haveAccount", {
            link: (words) => <Link href={`/sign-in/${search}`}>{words}</Link>,
          })}
        </p>
      }
    >
      <form method="post" noValidate onSubmit={submit} className="space-y-6">
        <RadioGroup
          legend={t("kind")}
          name="kind"
          value={kind}
          options={KINDS.map((value) => ({
            value,
            label: t(`kinds.${value}.label`),
            hint: t(`kinds.${value}.hint`),
          }))}
          onChoose={(value) => {
            setKind(value === "doctor" ? "doctor" : "patient");
            forget();
          }}
        />
        <TextField
          {...form.register("full_name")}
          autoComplete="name"
          spellCheck={false}
          label={t("name")}
          error={errorOf("full_name")}
        />
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
        <TextField
          {...form.register("mobile")}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          label={t("mobile")}
          hint={t("mobileHint")}
          error={errorOf("mobile")}
        />
        <NewPasswordField {...form.register("password")} label={t("password")} error={errorOf("password")} />
        {kind === "doctor" && <PracticeFields register={form.register} errorOf={errorOf} />}
        <Button type="submit" busy={busy} className="w-full">
          {t(`submit.${kind}`)}
        </Button>
      </form>
    </FormPage>
  );
}
