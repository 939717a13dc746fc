/** A week of times; one of them is yours, and a line leads from you to it. */
export function WeekDrawing() {
  return (
    <svg aria-hidden="true" viewBox="0 0 440 360" className="hidden w-full lg:block">
      <rect
        x="20"
        y="20"
        width="400"
        height="320"
        rx="28"
        className="fill-surface stroke-line"
        strokeWidth="2"
      />
      {DAYS.map((times, day) =>
        times.map((kind, time) => (
          <rect
            key={`${day}-${time}`}
            x={48 + day * 71}
            y={56 + time * 44}
            width={60}
            height={32}
            rx={16}
            className={FILLS[kind]}
          />
        )),
      )}
      <path
        d="M84 300c40 0 60-28 66-60s22-56 62-56c22 0 34-4 40-14"
        fill="none"
        className="stroke-ink"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray="1 8"
      />
      <rect
        x="261"
        y="144"
        width="60"
        height="32"
        rx="16"
        className="fill-marigold stroke-ink"
        strokeWidth="3"
      />
      <path
        d="m282 160 6 6 12-12"
        fill="none"
        stroke="#12231f"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="66" cy="300" r="16" className="fill-pine" />
      <circle cx="66" cy="296" r="5" className="fill-on-pine" />
      <path d="M57 308c1-5 5-7 9-7s8 2 9 7" className="fill-on-pine" />
    </svg>
  );
}

type Kind = "taken" | "free" | "closed";

const FILLS: Record<Kind, string> = {
  taken: "fill-sunken",
  free: "fill-pine-wash",
  closed: "fill-transparent",
};

const DAYS: readonly (readonly Kind[])[] = [
  ["taken", "free", "taken", "taken", "free", "closed"],
  ["free", "taken", "taken", "free", "closed", "taken"],
  ["taken", "taken", "free", "taken", "free", "free"],
  ["closed", "free", "taken", "free", "taken", "free"],
  ["free", "taken", "free", "taken", "taken", "closed"],
];
