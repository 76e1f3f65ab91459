/** What a check leaves behind, however it was asked for: its events, and the code that was checked. */
import { enterClosing, type ClockServices } from './clock-control.ts';
import { totalElapsed } from './clock.ts';
import type { Catalogue, ContentIndex } from './content.ts';
import type { Count } from './debugging/count.ts';
import type { Attempt } from './ledger.ts';
import type { CodeStore, History, Verdict } from './ports.ts';

export const IN_MOCK =
  'In a mock interview, your code is checked when you end the part. Until then, run it yourself, as in a real interview.';

/**
 * The folder of a drill whose grade.py may run before anybody asks for a check: only ours, never a pack's. None where its
 * files cannot be written either; the check says why.
 */
export async function codeToLoad(
  { index, catalogue }: { readonly index: ContentIndex; readonly catalogue: Catalogue },
  drill: string,
): Promise<string | undefined> {
  const isOurs = index.drills.find(({ id }) => id === drill)?.pack === undefined;
  return isOurs ? catalogue.folder(drill).catch(() => undefined) : undefined;
}

/** `part` is the attempt that the check ends, in a mock interview. */
export function recordVerdict(
  services: ClockServices,
  drill: string,
  file: string,
  verdict: Verdict,
  part: string | null = null,
): void {
  const latest = services.history.ledger.latest(drill);
  const attempt = latest?.file === file && !latest.clock.finished ? latest : null;
  const first = attempt?.passedAt === null;
  services.history.append({
    kind: 'checked',
    exerciseId: drill,
    attempt: part ?? attempt?.id ?? null,
    file,
    passed: verdict.passed,
    checks: verdict.checks.map(({ id, status }) => ({ id, status })),
    mistakes: verdict.mistakes.map(({ id }) => id),
    durationMs: verdict.durationMs,
  });
  // Only the first pass moves the clock: the user may go back to coding after that.
  if (verdict.passed && first && attempt.clock.started) enterClosing(services, attempt);
}

/** The same for a program that is being repaired. */
export function recordRepair(
  services: ClockServices & { now(): number },
  attempt: Attempt,
  { passed, left, certain, broken }: Count,
): void {
  const { history } = services;
  const now = history.ledger.attempt(attempt.id);
  const first = now?.passedAt === null;
  history.append({
    kind: 'repair-checked',
    attempt: attempt.id,
    ms: Math.round(totalElapsed(now?.clock ?? attempt.clock, services.now())),
    passed,
    left: [...left],
    certain,
    broken: broken.map(({ mistake }) => mistake ?? ''),
  });
  if (passed && first && now.clock.started) enterClosing(services, now);
}

/** Keeps what the attempt's file holds, unless that is what was kept last. */
export async function keepCode(
  { history, codes }: { readonly history: History; readonly codes: CodeStore },
  attempt: string,
  text: string,
): Promise<void> {
  const code = await codes.put(text);
  const known = history.ledger.attempt(attempt)?.codes.at(-1)?.hash;
  if (code === null || code === known) return;
  history.append({ kind: 'code-kept', attempt, code });
}
