import { useTranslations } from "use-intl";
import type { Problem } from "@/lib/api/problem";

/** A problem in the reader's words. A code we have no words for is told with its request id, so that help can find it. */
export function useProblemWords(): (problem: Problem) => string {
  const t = useTranslations("problems");
  return (problem) => {
    const { code } = problem;
    if (!isKnown(code)) return t("unknown", { requestId: problem.requestId ?? "–" });
    if (code === "too-many-requests") return t(code, { seconds: problem.retryAfter ?? 60 });
    if (code === "internal") return t(code, { requestId: problem.requestId ?? "–" });
    return t(code);
  };
}

/** Codes with words of their own; a test compares this list with messages/. */
export const KNOWN_CODES = [
  "unreachable",
  "unreadable-answer",
  "invalid-request",
  "invalid",
  "invalid-credentials",
  "unauthenticated",
  "session-revoked",
  "otp-required",
  "forbidden",
  "not-found",
  "conflict",
  "gone",
  "too-many-requests",
  "unavailable",
  "internal",
] as const;

function isKnown(code: string): code is (typeof KNOWN_CODES)[number] {
  return KNOWN_CODES.some((known) => known === code);
}
