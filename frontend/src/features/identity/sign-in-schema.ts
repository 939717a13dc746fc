import { minLength, object, regex, string, trim, type Parsed } from "@/lib/forms/schema";

/** Only what the person can see for themselves; whether the password is right is the server's to say. */
export const signInSchema = object({
  email: string().check(trim(), regex(/^\S+@\S+$/)),
  password: string().check(minLength(1)),
});

export type SignInValues = Parsed<typeof signInSchema>;
