/** Two strokes that meet: one person, one other, and the cross where they do. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8">
        <rect width="32" height="32" rx="10" className="fill-tile" />
        <path
          d="M7 16h6.5a2.5 2.5 0 0 0 2.5-2.5V7"
          className="stroke-on-tile"
          fill="none"
          strokeWidth="4"
          strokeLinecap="round"
        />
        <path
          d="M25 16h-6.5a2.5 2.5 0 0 0-2.5 2.5V25"
          className="stroke-marigold"
          fill="none"
          strokeWidth="4"
          strokeLinecap="round"
        />
      </svg>
      <span className="font-display text-[1.375rem] font-semibold leading-none tracking-tight">
        MedConnect
      </span>
    </span>
  );
}
