"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { FormError } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useProblemWords } from "@/components/ui/problem-words";
import { useToast } from "@/components/ui/toast";
import type { Result } from "@/lib/api/problem";
import { beginSecondFactor, enableSecondFactor, removeSecondFactor, type NewSecret } from "./profile-api";
import type { CodeValues } from "./profile-schema";
import { ProfileSection, type ReportTrouble } from "./profile-section";
import { useAccountForm } from "./use-account-form";

const checks = async () => (await import("./profile-schema")).codeResolver;

/** Off: set up an app and prove it with a code. On: take it off with a code. */
export function SecondFactor({ on, report }: { on: boolean; report: ReportTrouble }) {
  const t = useTranslations("profile.second");
  const words = useProblemWords();
  const say = useToast();
  const queries = useQueryClient();
  const [setup, setSetup] = useState<NewSecret | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [beginning, setBeginning] = useState(false);
  const [failed, setFailed] = useState<readonly FormError[]>([]);
  const { form, errors, busy, submit, errorOf } = useAccountForm<CodeValues>({
    checks,
    words: { code: t("errors.code") },
    send: ({ code }) => (on ? turnOff(code) : prove(code)),
    refused: ({ code }) => (code === "otp-wrong" || code === "fresh-sign-in-needed" ? "code" : undefined),
  });

  async function begin() {
    setBeginning(true);
    setFailed([]);
    const result = await beginSecondFactor();
    setBeginning(false);
    if (result.ok) setSetup(result.value);
    else setFailed([{ words: words(result.problem) }]);
  }

  async function prove(code: string): Promise<Result<unknown>> {
    const result = await enableSecondFactor(code.replaceAll(/\s/g, ""));
    if (!result.ok) return result;
    setSetup(null);
    setCodes(result.value);
    form.reset();
    await queries.invalidateQueries({ queryKey: ["profile"] });
    return result;
  }

  async function turnOff(code: string): Promise<Result<unknown>> {
    const result = await removeSecondFactor(code.replaceAll(/\s/g, ""));
    if (!result.ok) return result;
    setCodes([]);
    form.reset();
    await queries.invalidateQueries({ queryKey: ["profile"] });
    say(t("isOff"));
    return result;
  }

  return (
    <ProfileSection
      title={t("title")}
      lead={on ? t("leadOn") : t("leadOff")}
      errors={failed.length > 0 ? failed : errors}
      report={report}
    >
      {codes.length > 0 && (
        <div className="mb-6">
          <Notice tone="attention" live title={t("codesTitle")}>
            <p>{t("codesWords")}</p>
            <ul className="mt-3 grid gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
              {codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      {!on && setup === null && (
        <Button kind="secondary" busy={beginning} onClick={() => void begin()}>
          {t("begin")}
        </Button>
      )}
      {!on && setup !== null && (
        <div className="mb-6 space-y-2" role="status">
          <p>{t("secretWords")}</p>
          <p className="rounded-control bg-sunken px-3.5 py-2.5 font-mono wrap-anywhere">
            {setup.secret.match(/.{1,4}/g)?.join(" ")}
          </p>
          <p>
            <a className="font-medium text-pine underline underline-offset-4" href={setup.appLink}>
              {t("openApp")}
            </a>
          </p>
        </div>
      )}
      {(on || setup !== null) && (
        <form method="post" noValidate onSubmit={submit} className="space-y-6">
          <TextField
            {...form.register("code")}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            label={t("code")}
            hint={on ? t("codeHintOn") : t("codeHintOff")}
            error={errorOf("code")}
          />
          <Button type="submit" kind={on ? "secondary" : "primary"} busy={busy}>
            {on ? t("turnOff") : t("turnOn")}
          </Button>
        </form>
      )}
    </ProfileSection>
  );
}
