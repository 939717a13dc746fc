/** Whom to call when life is at risk, where this site serves. Set when the site is built. */
export const EMERGENCY_NUMBER = process.env.NEXT_PUBLIC_EMERGENCY_NUMBER ?? "911";
