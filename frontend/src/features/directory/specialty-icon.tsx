import { Drawing } from "@/components/ui/icon";

export function SpecialtyIcon({ code }: { code: string }) {
  return (
    <span
      className="grid size-11 shrink-0 place-items-center rounded-control bg-pine-wash text-pine"
      data-specialty={code}
    >
      <Drawing className="size-6">
        <path d="M12 5v14M5 12h14" />
      </Drawing>
    </span>
  );
}
