import { useTranslations } from "use-intl";
import type { Problem } from "@/lib/api/problem";
import { Button } from "./button";
import { Notice } from "./notice";
import { useProblemWords } from "./problem-words";

/** A part of the page could not be had: say what happened, and offer to try again where that may help. */
export function ProblemNotice({
  title,
  problem,
  retry,
  retrying = false,
}: {
  title: string;
  problem: Problem;
  retry?: () => void;
  retrying?: boolean;
}) {
  const t = useTranslations("actions");
  const words = useProblemWords();
  return (
    <Notice
      tone="attention"
      live
      title={title}
      action={
        retry && (
          <Button kind="secondary" icon="retry" busy={retrying} onClick={retry}>
            {t("retry")}
          </Button>
        )
      }
    >
      {words(problem)}
    </Notice>
  );
}
