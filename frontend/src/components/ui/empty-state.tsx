import type { ReactNode } from "react";

/** Nothing here yet: say what will be, and what can be done meanwhile. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="rounded-card border-2 border-dashed border-line bg-surface p-6 sm:p-8">
      <EmptyWeek />
      <h2 className="mt-5 text-h3">{title}</h2>
      <p className="mt-2 max-w-words text-ink-soft">{children}</p>
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  );
}

/** A week with nothing in it, and one place kept warm. */
function EmptyWeek() {
  return (
    <svg aria-hidden="true" viewBox="0 0 132 44" className="h-11">
      {[0, 1, 2, 3, 4].map((day) => (
        <g key={day} className={day === 3 ? "fill-marigold" : "fill-sunken"}>
          <rect x={day * 27} y={0} width={23} height={12} rx={6} />
          <rect x={day * 27} y={16} width={23} height={12} rx={6} className="fill-sunken" />
          <rect x={day * 27} y={32} width={23} height={12} rx={6} className="fill-sunken" />
        </g>
      ))}
    </svg>
  );
}
