import { useTranslations } from "use-intl";
import type { Problem } from "@/lib/api/problem";
import type { Messages } from "@/lib/i18n/messages";

type KnownCode = keyof Messages["problems"];

/** How long to ask people to wait when the server did not say. */
const A_WHILE = 60;

/**
 * A problem in the reader's words: every code has its own under `problems` in messages/. A code without words is told
 * with its request id, so that help can find it.
 */
export function useProblemWords(): (problem: Problem) => string {
  const t = useTranslations("problems");
  return ({ code: anyCode, requestId, retryAfter }) => {
    const code = anyCode as KnownCode;
    return t(t.has(code) ? code : "unknown", { requestId: requestId ?? "–", seconds: retryAfter ?? A_WHILE });
  };
}
