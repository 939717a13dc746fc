"use client";

import { useQuery } from "@tanstack/react-query";
import type { UseFormRegister } from "react-hook-form";
import { useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { valueOf } from "@/lib/api/problem";
import type { Messages } from "@/lib/i18n/messages";
import { listSpecialtyChoices } from "./api";
import type { DoctorValues } from "./register-schema";

type KnownSpecialty = keyof Messages["specialties"]["known"];

/** What somebody who applies as a doctor tells of their practice. */
export function PracticeFields({
  register,
  errorOf,
}: {
  register: UseFormRegister<DoctorValues>;
  errorOf: (name: keyof DoctorValues) => string | undefined;
}) {
  const t = useTranslations("register");
  const known = useTranslations("specialties.known");
  const specialties = useQuery({
    queryKey: ["specialty-choices"],
    queryFn: async () => valueOf(await listSpecialtyChoices()),
  });
  return (
    <fieldset className="space-y-6 border-t border-line pt-6">
      <legend className="sr-only">{t("practice")}</legend>
      <h2 aria-hidden="true" className="text-h3">
        {t("practice")}
      </h2>
      <TextField
        {...register("license_number", { shouldUnregister: true })}
        autoComplete="off"
        spellCheck={false}
        label={t("license")}
        error={errorOf("license_number")}
      />
      <TextField
        {...register("license_state", { shouldUnregister: true })}
        autoComplete="address-level1"
        label={t("licenseState")}
        hint={t("licenseStateHint")}
        error={errorOf("license_state")}
      />
      {specialties.isError && (
        <ProblemNotice
          title={t("specialtiesMissing")}
          problem={specialties.error}
          retry={() => void specialties.refetch()}
          retrying={specialties.isFetching}
        />
      )}
      <SelectField
        {...register("specialization", { shouldUnregister: true })}
        label={t("specialty")}
        error={errorOf("specialization")}
        aria-busy={specialties.isPending}
      >
        <option value="">{specialties.isPending ? t("specialtiesLoading") : t("choose")}</option>
        {specialties.data?.map(({ code, label }) => (
          <option key={code} value={code}>
            {known.has(`${code as KnownSpecialty}.name`) ? known(`${code as KnownSpecialty}.name`) : label}
          </option>
        ))}
      </SelectField>
      <TextField
        {...register("experience_years", { shouldUnregister: true })}
        inputMode="numeric"
        autoComplete="off"
        label={t("experience")}
        error={errorOf("experience_years")}
      />
      <TextField
        {...register("consultation_fee", { shouldUnregister: true })}
        inputMode="decimal"
        autoComplete="off"
        label={t("fee")}
        hint={t("feeHint")}
        error={errorOf("consultation_fee")}
      />
      <TextField
        {...register("available_timeslots", { shouldUnregister: true })}
        autoComplete="off"
        label={t("times")}
        hint={t("timesHint")}
        error={errorOf("available_timeslots")}
      />
    </fieldset>
  );
}
