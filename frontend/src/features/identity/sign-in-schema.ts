import { resolverOf } from "@/lib/forms/resolver";
import { minLength, object, optional, regex, string, trim, type Parsed } from "@/lib/forms/schema";

const given = {
  email: string().check(trim(), regex(/^\S+@\S+$/)),
  password: string().check(minLength(1)),
};

/** Only what the person can see for themselves; whether the password is right is the server's to say. */
const passwordSchema = object({ ...given, otp: optional(string()) });
export type SignInValues = Parsed<typeof passwordSchema>;

export const passwordResolver = resolverOf(passwordSchema);
export const codeResolver = resolverOf<SignInValues>(
  object({ ...given, otp: string().check(trim(), minLength(1)) }),
);
