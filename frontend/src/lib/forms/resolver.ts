import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import { safeParse, type ZodMiniType } from "./schema";

/** Let a schema check a form. Fields are told apart by name; which words they get is the form's to say. */
export function resolverOf<Values extends FieldValues>(
  schema: ZodMiniType<Values, Values>,
): Resolver<Values> {
  return (values) => {
    const parsed = safeParse(schema, values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors = Object.fromEntries(
      parsed.error.issues.map(({ path, code, message }) => [path.join("."), { type: code, message }]),
    );
    return { values: {}, errors: errors as FieldErrors<Values> };
  };
}
