import { resolverOf } from "@/lib/forms/resolver";
import { minLength, object, string, trim, type Parsed } from "@/lib/forms/schema";

const words = () => string().check(trim(), minLength(1));

const detailsSchema = object({
  full_name: words(),
  mobile: string().check(trim()),
  time_zone: words(),
  language: words(),
  state: string().check(trim()),
});
const passwordsSchema = object({
  current_password: string().check(minLength(1)),
  new_password: string().check(minLength(1)),
});
const codeSchema = object({ code: words() });

export type DetailsValues = Parsed<typeof detailsSchema>;
export type PasswordsValues = Parsed<typeof passwordsSchema>;
export type CodeValues = Parsed<typeof codeSchema>;

export const detailsResolver = resolverOf(detailsSchema);
export const passwordsResolver = resolverOf(passwordsSchema);
export const codeResolver = resolverOf(codeSchema);
