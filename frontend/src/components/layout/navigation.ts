import type { Role } from "@/lib/auth/session";

export type Destination = { href: string; label: "start" | "home" | "help" | "register" | "profile" };

/** Where each kind of person can go from every page. Only pages that exist: a test compares this with src/app. */
export const NAVIGATION: Record<Role | "visitor", readonly Destination[]> = {
  visitor: [
    { href: "/", label: "start" },
    { href: "/register/", label: "register" },
    { href: "/help/", label: "help" },
  ],
  patient: [
    { href: "/home/", label: "home" },
    { href: "/profile/", label: "profile" },
    { href: "/help/", label: "help" },
  ],
  doctor: [
    { href: "/home/", label: "home" },
    { href: "/profile/", label: "profile" },
    { href: "/help/", label: "help" },
  ],
  receptionist: [
    { href: "/home/", label: "home" },
    { href: "/profile/", label: "profile" },
    { href: "/help/", label: "help" },
  ],
  admin: [
    { href: "/home/", label: "home" },
    { href: "/profile/", label: "profile" },
    { href: "/help/", label: "help" },
  ],
};
