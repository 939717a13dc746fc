"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { ToastProvider } from "@/components/ui/toast";
import { mayPass, type Problem } from "@/lib/api/problem";
import { currentSession, restoreSession, subscribeToSession } from "@/lib/auth/session";
import { speakWantedLanguage } from "@/lib/i18n/language";
import { useLanguage } from "@/lib/i18n/use-language";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Problem;
  }
}

/** What every page stands on: words, answers from the server, who is here, and short messages. */
export function Providers({ children }: { children: ReactNode }) {
  const { locale, messages } = useLanguage();
  const [queries] = useState(newQueryClient);
  useEffect(() => {
    void speakWantedLanguage();
    void restoreSession();
    return forgetAnswersWithPerson(queries);
  }, [queries]);
  return (
    <IntlProvider locale={locale} messages={messages}>
      <QueryClientProvider client={queries}>
        <ToastProvider>{children}</ToastProvider>
      </QueryClientProvider>
    </IntlProvider>
  );
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Offline is a problem to tell, not a reason to wait without a word.
        networkMode: "always",
        retry: (failures, problem) => failures < 1 && mayPass(problem),
        retryDelay: 600,
        staleTime: 30_000,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** What one person was shown must not be there for the next. */
function forgetAnswersWithPerson(queries: QueryClient): () => void {
  let last = personId();
  return subscribeToSession(() => {
    const next = personId();
    if (last !== null && next !== last) queries.clear();
    last = next;
  });
}

function personId(): string | null {
  const session = currentSession();
  return session.status === "person" ? session.person.id : null;
}
