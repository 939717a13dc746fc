import { api } from "@/lib/api/clients";
import { ask, type Result } from "@/lib/api/problem";
import type { DoctorValues } from "./register-schema";

/** How an account stands right after registering. */
export type Standing = "active" | "awaiting-approval" | "check-mail";

/** What the browser knows by itself and nobody should have to type. */
type Device = { timeZone: string; language: string };

/** Register as a patient; somebody who tells of a practice applies as a doctor. */
export async function register(
  values: DoctorValues,
  { timeZone, language }: Device,
): Promise<Result<Standing>> {
  const { email, password, full_name, mobile, experience_years, ...rest } = values;
  const applies = values.license_number !== undefined;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  const result = await ask(
    api.POST("/api/v1/auth/register", {
      body: {
        role: applies ? "doctor" : "patient",
        email,
        password,
        full_name,
        mobile,
        time_zone: timeZone,
        language,
        ...given,
        ...(experience_years !== undefined && { experience_years: Number(experience_years) }),
      },
    }),
  );
  if (!result.ok) return result;
  switch (result.value.status) {
    case "awaiting_verification":
      return { ok: true, value: "check-mail" };
    case "awaiting_approval":
      return { ok: true, value: "awaiting-approval" };
    default:
      return { ok: true, value: "active" };
  }
}

export type SpecialtyChoice = { code: string; label: string };

/** What an applicant can choose from; the list is shorter than one page of the API. */
export async function listSpecialtyChoices(): Promise<Result<SpecialtyChoice[]>> {
  const result = await ask(api.GET("/api/v1/specialties", { params: { query: { limit: 100 } } }));
  if (!result.ok) return result;
  return { ok: true, value: result.value.items.map(({ code, label }) => ({ code, label })) };
}

/** Mail a link to choose a new password. The answer is the same whether there is such an account or not. */
export function askForReset(email: string): Promise<Result<unknown>> {
  return ask(api.POST("/api/v1/auth/password/forgot", { body: { email } }));
}

/** `token`: the key from the mailed link. */
export function resetPassword(token: string, password: string): Promise<Result<unknown>> {
  return ask(api.POST("/api/v1/auth/password/reset", { body: { token, new_password: password } }));
}
