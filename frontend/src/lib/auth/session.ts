import { api, gate } from "@/lib/api/clients";
import { ask, type Problem, type Result } from "@/lib/api/problem";
import { keepAccess, renewAccessWith } from "./access";
import { forgetSessionHint, hasSessionHint, keepSessionHint } from "./session-hint";
import { onSessionChangedElsewhere, tellOtherTabs } from "./tabs";

const ROLES = ["patient", "doctor", "receptionist", "admin"] as const;
export type Role = (typeof ROLES)[number];

export type Person = { id: string; fullName: string; email: string; role: Role };

/**
 * `unknown` until we have asked; `visitor` when nobody is signed in (`left` tells how somebody who was has gone);
 * `unreachable` when the server could not tell.
 */
export type Session =
  | { status: "unknown" }
  | { status: "visitor"; left: "never-here" | "signed-out" | "expired" }
  | { status: "person"; person: Person }
  | { status: "unreachable"; problem: Problem };

const NEVER_HERE: Session = { status: "visitor", left: "never-here" };
const SIGNED_OUT: Session = { status: "visitor", left: "signed-out" };
const EXPIRED: Session = { status: "visitor", left: "expired" };
export const UNKNOWN: Session = { status: "unknown" };

let session: Session = UNKNOWN;
let renewal: Promise<Result<unknown>> | null = null;
let restoring: Promise<void> | null = null;
const listeners = new Set<() => void>();

export function currentSession(): Session {
  return session;
}

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `otp`: the code from the app or from paper, once the server has asked for it. */
export async function signIn(email: string, password: string, otp?: string): Promise<Result<Person>> {
  const body = { email, password, ...(otp !== undefined && { otp }) };
  const result = await ask(gate.POST("/api/v1/auth/login", { body }));
  if (!result.ok) return result;
  keepAccess(result.value.access_token);
  keepSessionHint();
  const person = personOf(result.value.user);
  become({ status: "person", person });
  tellOtherTabs("signed-in");
  return { ok: true, value: person };
}

/** The person who is here goes by another name from now on. */
export function personRenamed(fullName: string): void {
  if (session.status === "person") become({ status: "person", person: { ...session.person, fullName } });
}

/** End the session on the server first: a cookie that still works must not look like a sign-out. */
export async function signOut(): Promise<Result<unknown>> {
  const result = await ask(api.POST("/api/v1/auth/logout"));
  if (!result.ok && result.problem.status !== 401) return result;
  leave(SIGNED_OUT);
  tellOtherTabs("signed-out");
  return { ok: true, value: undefined };
}

/**
 * Find out who is here, from the cookie. Without a trace of an earlier sign-in a public page does not ask at all:
 * a visitor costs no request. A page that is only for people who are signed in passes `insist`.
 */
export function restoreSession({ insist = false } = {}): Promise<void> {
  if (session.status === "person") return Promise.resolve();
  restoring ??= findPerson(insist || hasSessionHint()).finally(() => {
    restoring = null;
  });
  return restoring;
}

async function findPerson(worthAsking: boolean): Promise<void> {
  if (!worthAsking) {
    if (session.status !== "visitor") become(NEVER_HERE);
    return;
  }
  const renewed = await renewOnce();
  if (!renewed.ok) {
    if (renewed.problem.status === 401) leave(hasSessionHint() ? EXPIRED : NEVER_HERE);
    else become({ status: "unreachable", problem: renewed.problem });
    return;
  }
  const me = await ask(api.GET("/api/v1/me"));
  if (me.ok) {
    keepSessionHint();
    become({ status: "person", person: personOf(me.value) });
  } else {
    become({ status: "unreachable", problem: me.problem });
  }
}

/** Several requests may find their token spent at once; one renewal serves them all. */
function renewOnce(): Promise<Result<unknown>> {
  renewal ??= ask(gate.POST("/api/v1/auth/refresh")).then((result) => {
    renewal = null;
    if (result.ok) keepAccess(result.value.access_token);
    return result;
  });
  return renewal;
}

renewAccessWith(async () => {
  const renewed = await renewOnce();
  if (!renewed.ok && renewed.problem.status === 401) leave(EXPIRED);
  return renewed.ok;
});

onSessionChangedElsewhere((change) => {
  if (change === "signed-out") {
    leave(SIGNED_OUT);
    return;
  }
  // Somebody else may have signed in there: forget who we thought was here.
  keepAccess(null);
  become(UNKNOWN);
  void restoreSession({ insist: true });
});

function leave(next: Session): void {
  keepAccess(null);
  forgetSessionHint();
  become(next);
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function personOf(user: { id: string; full_name: string; email: string; role: string }): Person {
  return { id: user.id, fullName: user.full_name, email: user.email, role: roleOf(user.role) };
}

/** A role that is newer than this site is shown what a patient is shown: the least. The server decides what they may. */
function roleOf(name: string): Role {
  return ROLES.find((role) => role === name) ?? "patient";
}
