"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { personRenamed } from "@/lib/auth/session";
import { LANGUAGE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { changeProfile, type Profile } from "./profile-api";
import type { DetailsValues } from "./profile-schema";
import { ProfileSection, type ReportTrouble } from "./profile-section";
import { useAccountForm } from "./use-account-form";

const checks = async () => (await import("./profile-schema")).detailsResolver;

export function Details({ profile, report }: { profile: Profile; report: ReportTrouble }) {
  const t = useTranslations("profile.details");
  const say = useToast();
  const queries = useQueryClient();
  const { form, errors, busy, submit, errorOf } = useAccountForm<DetailsValues>({
    checks,
    words: {
      full_name: t("errors.name"),
      mobile: t("errors.mobile"),
      time_zone: t("errors.zone"),
      language: t("errors.language"),
      state: t("errors.state"),
    },
    send: async ({ mobile, state, ...rest }) => {
      // A number that is there can be replaced, not taken away: the server says so of an empty one.
      const number = mobile === "" && profile.mobile === null ? {} : { mobile };
      const result = await changeProfile({ ...rest, ...number, state: state === "" ? null : state });
      if (result.ok) {
        personRenamed(rest.full_name);
        await queries.invalidateQueries({ queryKey: ["profile"] });
        say(t("saved"));
      }
      return result;
    },
    refused: ({ code }) => (code === "mobile-taken" ? "mobile" : undefined),
  });
  return (
    <ProfileSection
      title={t("title")}
      lead={t("lead", { email: profile.email })}
      errors={errors}
      report={report}
    >
      <form method="post" noValidate onSubmit={submit} className="space-y-6">
        <TextField
          {...form.register("full_name")}
          defaultValue={profile.fullName}
          autoComplete="name"
          spellCheck={false}
          label={t("name")}
          error={errorOf("full_name")}
        />
        <TextField
          {...form.register("mobile")}
          defaultValue={profile.mobile ?? ""}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          label={t("mobile")}
          hint={t("mobileHint")}
          error={errorOf("mobile")}
        />
        <SelectField
          {...form.register("time_zone")}
          defaultValue={profile.timeZone}
          label={t("zone")}
          hint={t("zoneHint")}
          error={errorOf("time_zone")}
        >
          {withOwn(Intl.supportedValuesOf("timeZone"), profile.timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
        <SelectField
          {...form.register("language")}
          defaultValue={profile.language}
          label={t("language")}
          hint={t("languageHint")}
          error={errorOf("language")}
        >
          {withOwn(LOCALES, profile.language).map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {LOCALES.find((known) => known === locale) ? LANGUAGE_NAMES[locale as "en"] : locale}
            </option>
          ))}
        </SelectField>
        <TextField
          {...form.register("state")}
          defaultValue={profile.state ?? ""}
          autoComplete="address-level1"
          label={t("state")}
          hint={t("stateHint")}
          error={errorOf("state")}
        />
        <Button type="submit" busy={busy}>
          {t("save")}
        </Button>
      </form>
    </ProfileSection>
  );
}

/** What can be chosen, and what was chosen when the list does not have it. */
function withOwn(choices: readonly string[], own: string): readonly string[] {
  return choices.includes(own) ? choices : [own, ...choices];
}
