import { resolverOf } from "@/lib/forms/resolver";
import { minLength, object, regex, string, trim, type Parsed } from "@/lib/forms/schema";

const emailSchema = object({ email: string().check(trim(), regex(/^\S+@\S+$/)) });
const newPasswordSchema = object({ new_password: string().check(minLength(1)) });

export type EmailValues = Parsed<typeof emailSchema>;
export type NewPasswordValues = Parsed<typeof newPasswordSchema>;

export const emailResolver = resolverOf(emailSchema);
export const newPasswordResolver = resolverOf(newPasswordSchema);
