"use client";

import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "./icon";

type Toast = { id: number; words: string };

const STAYS_MS = 8000;

const Say = createContext<(words: string) => void>(() => undefined);

/** Say something short that needs no answer: it is read out politely, and never the only place where it stands. */
export function useToast(): (words: string) => void {
  return use(Say);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const say = useCallback((words: string) => {
    setToasts((current) => [...current.slice(-2), { id: (current.at(-1)?.id ?? 0) + 1, words }]);
  }, []);
  const remove = useCallback((id: number) => {
    setToasts((current) => current.filter((toast) => toast.id !== id));
  }, []);
  return (
    <Say value={say}>
      {children}
      {/* The region is there before the first message, or nobody would hear it. */}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-20 flex flex-col items-center gap-2"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} remove={remove} />
        ))}
      </div>
    </Say>
  );
}

function ToastCard({ toast, remove }: { toast: Toast; remove: (id: number) => void }) {
  const t = useTranslations("actions");
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => {
      remove(toast.id);
    }, STAYS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [held, remove, toast.id]);
  return (
    <div
      className="pointer-events-auto flex max-w-words animate-[rise_0.2s_ease-out] items-start gap-3 rounded-control border border-transparent bg-ink py-2 ps-4 pe-2 text-ground shadow-float"
      // It waits while somebody reads it with the pointer or has moved to it.
      onPointerEnter={() => {
        setHeld(true);
      }}
      onPointerLeave={() => {
        setHeld(false);
      }}
      onFocus={() => {
        setHeld(true);
      }}
      onBlur={() => {
        setHeld(false);
      }}
    >
      <p className="py-1.5">{toast.words}</p>
      <button
        type="button"
        aria-label={t("dismiss")}
        className="grid size-9 cursor-pointer place-items-center rounded-small focus-visible:outline-ground"
        onClick={() => {
          remove(toast.id);
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
