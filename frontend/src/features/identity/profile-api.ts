import { api } from "@/lib/api/clients";
import { ask, type Result } from "@/lib/api/problem";

export type Profile = {
  fullName: string;
  email: string;
  mobile: string | null;
  timeZone: string;
  language: string;
  state: string | null;
  secondFactor: boolean;
};

export type SignInPlace = { id: string; device: string; usedAt: Date; current: boolean };
export type NewSecret = { secret: string; appLink: string };

export async function showProfile(): Promise<Result<Profile>> {
  const result = await ask(api.GET("/api/v1/me"));
  if (!result.ok) return result;
  const { full_name, email, mobile, time_zone, language, state, second_factor } = result.value;
  const profile = { fullName: full_name, email, mobile, timeZone: time_zone, language, state };
  return { ok: true, value: { ...profile, secondFactor: second_factor } };
}

export function changeProfile(change: {
  full_name: string;
  mobile?: string;
  time_zone: string;
  language: string;
  state: string | null;
}): Promise<Result<unknown>> {
  // What is left out stays as it is, though the schema has a default for it.
  return ask(api.PATCH("/api/v1/me", { body: change as typeof change & { mobile: string } }));
}

export function changePassword(current: string, next: string): Promise<Result<unknown>> {
  const body = { current_password: current, new_password: next };
  return ask(api.POST("/api/v1/auth/password/change", { body }));
}

export async function beginSecondFactor(): Promise<Result<NewSecret>> {
  const result = await ask(api.POST("/api/v1/me/mfa/totp"));
  if (!result.ok) return result;
  return { ok: true, value: { secret: result.value.secret, appLink: result.value.otpauth_uri } };
}

/** Prove the app with a code. The answer are the recovery codes, shown this once. */
export async function enableSecondFactor(code: string): Promise<Result<string[]>> {
  const result = await ask(api.POST("/api/v1/me/mfa/totp/verify", { body: { code } }));
  if (!result.ok) return result;
  return { ok: true, value: result.value.recovery_codes };
}

export function removeSecondFactor(code: string): Promise<Result<unknown>> {
  return ask(api.DELETE("/api/v1/me/mfa/totp", { body: { code } }));
}

export async function listSignInPlaces(): Promise<Result<SignInPlace[]>> {
  const result = await ask(api.GET("/api/v1/me/sessions"));
  if (!result.ok) return result;
  const places = result.value.items.map(({ id, device, used_at, current }) => ({
    id,
    device,
    usedAt: new Date(used_at),
    current,
  }));
  return { ok: true, value: places };
}

export function endSignIn(id: string): Promise<Result<unknown>> {
  return ask(api.DELETE("/api/v1/me/sessions/{session_id}", { params: { path: { session_id: id } } }));
}
