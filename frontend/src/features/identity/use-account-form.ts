import { useState } from "react";
import { useForm, type FieldValues, type Path, type Resolver } from "react-hook-form";
import type { FormError } from "@/components/ui/error-summary";
import { useProblemWords } from "@/components/ui/problem-words";
import type { Problem, Result } from "@/lib/api/problem";
import { resolverLater } from "@/lib/forms/resolver-later";

/** The server refused a field for a reason of its own; typing in it takes that away. */
const REFUSED = "refused";

/**
 * A form about an account. `words` says, for each field in the order of the page, what is wrong when our own check
 * finds it; what the server finds is told beside the field it names. `send` has to deal with success itself.
 */
export function useAccountForm<Values extends FieldValues>({
  checks,
  words,
  send,
  refused,
  aliases = {},
}: {
  checks: () => Promise<Resolver<Values>>;
  words: Partial<Record<Path<Values>, string>>;
  send: (values: Values) => Promise<Result<unknown>>;
  /** The field a whole refusal is about, for those that name none. */
  refused?: (problem: Problem) => Path<Values> | undefined;
  /** Fields that the server calls by another name. */
  aliases?: Readonly<Record<string, Path<Values>>>;
}) {
  const problemWords = useProblemWords();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const form = useForm<Values>({
    resolver: resolverLater(checks),
    // The summary takes focus; its links lead to the fields.
    shouldFocusError: false,
  });
  const { errors: invalid, isSubmitting } = form.formState;
  const fields = Object.keys(words) as Path<Values>[];

  function tell(problem: Problem): readonly FormError[] {
    const whole = refused?.(problem);
    const found = whole === undefined ? problem.errors : [{ pointer: `/${whole}`, code: problem.code }];
    const told = found.flatMap(({ pointer, code }) => {
      const [, named = ""] = pointer.split("/");
      const field = aliases[named] ?? fields.find((name) => name === named);
      if (field === undefined) return [];
      const said = code === undefined ? (words[field] ?? "") : problemWords({ ...problem, code });
      form.setError(field, { type: REFUSED, message: said });
      return [{ field, words: said }];
    });
    return told.length > 0 ? told : [{ words: problemWords(problem) }];
  }

  const submit = form.handleSubmit(
    async (values) => {
      setErrors([]);
      const result = await send(values);
      if (!result.ok) setErrors(tell(result.problem));
    },
    (found) => {
      setErrors(
        fields.filter((name) => name in found).map((field) => ({ field, words: words[field] ?? "" })),
      );
    },
  );

  return {
    form,
    errors,
    busy: isSubmitting,
    submit: (event: React.SubmitEvent) => void submit(event),
    forget: () => {
      setErrors([]);
      form.clearErrors();
    },
    errorOf: (name: Path<Values>): string | undefined => {
      const error = invalid[name];
      if (error === undefined) return undefined;
      return error.type === REFUSED ? (error.message as string) : words[name];
    },
  };
}
