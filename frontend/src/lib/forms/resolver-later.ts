import type { FieldValues, Resolver } from "react-hook-form";

/**
 * Checks that arrive when they are first needed: they and what they stand on would be a tenth of a page. When they
 * cannot be had, the form is sent as it is: the server judges every value anyway.
 */
export function resolverLater<Values extends FieldValues>(
  load: () => Promise<Resolver<Values>>,
): Resolver<Values> {
  return async (values, context, options) => {
    const resolver = await load().catch(() => null);
    return resolver === null ? { values, errors: {} } : resolver(values, context, options);
  };
}
