/** What went wrong, as a value: the step that can help looks at `code` and at the facts it knows about. */
export type Problem = {
  code: string;
  status: number;
  requestId: string | null;
  /** Seconds to wait before asking again, when the server told us. */
  retryAfter: number | null;
  /** Which values cannot be used: JSON pointer, what is wrong there, and a code when there is one for it. */
  errors: readonly { pointer: string; detail: string; code?: string }[];
  /** Everything else the problem document carries, for instance alternatives. */
  facts: Readonly<Record<string, unknown>>;
};

export type Result<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** Codes of our own, for what happens before a server can answer. */
export const UNREACHABLE = "unreachable";
export const UNREADABLE = "unreadable-answer";

type Answer<Value> = { data?: Value; error?: unknown; response: Response };

/** Turn an answer of the client into a value: a refusal or a broken line becomes a problem, never an exception. */
export async function ask<Value>(question: Promise<Answer<Value>>): Promise<Result<Value>> {
  try {
    const { data, error, response } = await question;
    if (response.ok && error === undefined) return { ok: true, value: data as Value };
    return { ok: false, problem: problemOf(error, response) };
  } catch (cause) {
    // A fetch that never got an answer is a TypeError; a body that is not JSON is a SyntaxError.
    return { ok: false, problem: ownProblem(cause instanceof SyntaxError ? UNREADABLE : UNREACHABLE) };
  }
}

/** The value, or the problem thrown: how a query of TanStack Query learns about it. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- TanStack Query hands a thrown problem on as `error`.
  throw result.problem;
}

/** Whether asking again later may help without changing anything. */
export function mayPass(problem: Problem): boolean {
  return problem.code === UNREACHABLE || problem.status >= 500;
}

function ownProblem(code: string): Problem {
  return { code, status: 0, requestId: null, retryAfter: null, errors: [], facts: {} };
}

function problemOf(body: unknown, response: Response): Problem {
  const document = isRecord(body) ? body : {};
  const { code, request_id, errors, ...facts } = document;
  return {
    code: typeof code === "string" ? code : UNREADABLE,
    status: response.status,
    requestId: typeof request_id === "string" ? request_id : response.headers.get("X-Request-Id"),
    retryAfter: secondsOf(response.headers.get("Retry-After")),
    errors: Array.isArray(errors) ? errors.filter(isShapeError) : [],
    facts,
  };
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isShapeError(value: unknown): value is { pointer: string; detail: string; code?: string } {
  return (
    isRecord(value) &&
    typeof value.pointer === "string" &&
    typeof value.detail === "string" &&
    (value.code === undefined || typeof value.code === "string")
  );
}
