import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { ToastProvider } from "@/components/ui/toast";
import en from "@messages/en.json";

/** Show something as a page would, in English, with a person at the keyboard. */
export function show(what: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const shown = render(
    <IntlProvider locale="en" messages={en}>
      <QueryClientProvider client={queries}>
        <ToastProvider>{what}</ToastProvider>
      </QueryClientProvider>
    </IntlProvider>,
  );
  return { ...shown, person: userEvent.setup() };
}
