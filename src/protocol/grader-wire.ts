/** The wire to the Python worker (see src/grader/wire.py): one JSON line in, one framed JSON line out. */
import * as v from 'valibot';
import type { CheckRequest, Verdict } from '../core/ports.ts';

export const WIRE_VERSION = 1;

/** What a worker says once it has torch. */
export interface Ready {
  readonly torch: string;
  readonly python: string;
}

const READY = /^ready (?<json>\{.*\})\s*$/;

const readySchema = v.object({
  v: v.literal(WIRE_VERSION),
  torch: v.string(),
  python: v.string(),
});

const line = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));
/** The worker leaves a sentence empty, or out, where there is nothing to say. */
const sentence = v.pipe(
  v.nullish(v.string(), null),
  v.transform((text) => (text === '' ? null : text)),
);

const checkSchema = v.object({
  id: v.string(),
  title: v.string(),
  status: v.picklist(['passed', 'failed', 'skipped']),
  message: sentence,
  line,
  expected: sentence,
  actual: sentence,
  mistake: v.nullish(v.string(), null),
});

const verdictSchema = v.object({
  v: v.literal(WIRE_VERSION),
  outcome: v.literal('graded'),
  passed: v.boolean(),
  checks: v.array(checkSchema),
  mistakes: v.array(v.object({ id: v.string(), line, message: v.string() })),
  output: v.string(),
  outputTruncated: v.boolean(),
  durationMs: v.pipe(v.number(), v.toMinValue(0)),
  trouble: v.nullish(v.string(), null),
});

export interface Answer {
  readonly verdict: Verdict;
  /** The grader's own failure, a traceback; the verdict says little then. */
  readonly trouble: string | null;
}

/** The handshake, or null when the line is something else. */
export function parseReady(text: string): Ready | null {
  const json = READY.exec(text)?.groups?.['json'];
  const parsed = v.safeParse(readySchema, parseJson(json ?? ''));
  return parsed.success ? { torch: parsed.output.torch, python: parsed.output.python } : null;
}

/** A verdict as JSON data, or null when it is none of this version. */
export function parseAnswer(data: unknown): Answer | null {
  const parsed = v.safeParse(verdictSchema, data, { abortEarly: true });
  if (!parsed.success) return null;
  const { outcome, passed, checks, mistakes, output, outputTruncated, durationMs } = parsed.output;
  const verdict = { outcome, passed, checks, mistakes, output, outputTruncated, durationMs };
  return { verdict, trouble: parsed.output.trouble };
}

/** Whether a line claims to be the reply to the check with this nonce. */
export function isReply(text: string, nonce: string): boolean {
  return text.startsWith(`${nonce} `);
}

/** The answer in a reply line, or null when it is damaged. */
export function parseReply(text: string, nonce: string): Answer | null {
  return isReply(text, nonce) ? parseAnswer(parseJson(text.slice(nonce.length + 1))) : null;
}

/** What the batch mode says about one file: an answer, or how its child ended without one. */
export interface BatchReply {
  readonly answer: Answer | null;
  readonly ended:
    'deadline' | 'forged' | { readonly code: number | null; readonly signal: string | null };
  readonly faults: string;
}

const batchSchema = v.object({
  v: v.literal(WIRE_VERSION),
  verdict: v.unknown(),
  ended: v.nullable(
    v.union([
      v.picklist(['deadline', 'forged']),
      v.object({ code: v.nullable(v.number()), signal: v.nullable(v.string()) }),
    ]),
  ),
  faults: v.string(),
});

/** A reply line of `grader.batch` under this seal, or null when the line is something else. */
export function parseBatchReply(text: string, seal: string): BatchReply | null {
  if (!isReply(text, seal)) return null;
  const parsed = v.safeParse(batchSchema, parseJson(text.slice(seal.length + 1)));
  if (!parsed.success) return null;
  const { verdict, ended, faults } = parsed.output;
  return { answer: parseAnswer(verdict), ended: ended ?? { code: 0, signal: null }, faults };
}

export function formatRequest(
  request: CheckRequest,
  nonce: string,
  limitMs: number,
  /** For the batch mode only: how long beyond the limit its child may take. */
  graceMs?: number,
): string {
  const data = {
    v: WIRE_VERSION,
    nonce,
    drill: request.drillFolder,
    file: request.file,
    stage: request.stage ?? null,
    limitMs,
    ...(request.memoryMb === undefined ? {} : { memoryMb: request.memoryMb }),
    ...(graceMs === undefined ? {} : { graceMs }),
    ...(request.says === undefined ? {} : { says: request.says }),
    ...(request.broken === undefined ? {} : { broken: request.broken }),
    ...(request.endsAtFailure === true ? { endsAtFailure: true } : {}),
    ...(request.data === undefined ? {} : { data: Buffer.from(request.data).toString('base64') }),
    ...(request.beside === undefined ? {} : { beside: request.beside }),
    ...(request.together === true ? { together: true } : {}),
  };
  return asciiLine(data);
}

/** A request of the batch mode: `seal` comes apart, because a child that is graded must never have had it in memory. */
export function sealed(request: string, seal: string): string {
  return `${request.length}\n${request}${seal}\n`;
}

/** JSON on one line, with its line end. In ASCII, whatever encoding the other side reads its input in. */
export function asciiLine(data: object): string {
  const ascii = JSON.stringify(data).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${ascii}\n`;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
