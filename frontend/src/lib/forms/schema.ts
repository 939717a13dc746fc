import { config } from "zod/mini";

// zod would compile its checks with `new Function`, which the content security policy forbids and reports.
config({ jitless: true });

// One name at a time: the whole namespace would put every check and every language of zod into the page.
export {
  minLength,
  object,
  optional,
  regex,
  safeParse,
  string,
  trim,
  type infer as Parsed,
  type ZodMiniType,
} from "zod/mini";
