/** What the page of a debugging drill says in words. Pure. */
import type {
  DebugCheckOnPage,
  DebugDebriefOnPage,
  DebugPageState,
  HintOnPage,
  ToldOnPage,
} from '../../protocol/debug-page.ts';
import { formatClock } from '../../core/clock.ts';
import { count, phaseChange } from '../shared/words.ts';

/** The result of a check in one sentence, which does not say what is left. */
export function checkText(check: DebugCheckOnPage): string {
  if (check.kind === 'failed') return 'The program could not be checked';
  const { passed, left, certain, broken } = check;
  if (passed) return 'Repaired: no mistake is left, and nothing is broken';
  if (!certain) {
    return left === 0
      ? 'Something is newly broken, and hides what is left'
      : `At least ${count(left, 'mistake is', 'mistakes are')} left, and something is newly broken`;
  }
  const more = broken.length > 0 ? ', and something is newly broken' : '';
  return `${count(left, 'mistake is', 'mistakes are')} left${more}`;
}

export const HINT_TITLES: Readonly<Record<HintOnPage['step'], string>> = {
  function: 'Where',
  symptom: 'How it shows',
  line: 'Which line',
};

export function resultText({ mistakes, broken }: DebugDebriefOnPage): string {
  const found = mistakes.filter((one) => one.found).length;
  const all = mistakes.length;
  const what =
    found === all
      ? all === 1
        ? 'You found the mistake'
        : all === 2
          ? 'You found both mistakes'
          : `You found all ${all} mistakes`
      : `You found ${found} of ${count(all, 'mistake')}`;
  return broken.length > 0 ? `${what}, and broke something else` : what;
}

/** What became of a mistake, in facts. */
export function toldText({ found, goneAfterMs, suspected, hints }: ToldOnPage): string {
  const facts = [
    found ? `repaired at ${formatClock(goneAfterMs ?? 0)}` : 'not found',
    ...(suspected ? ['you had suspected it'] : []),
    ...(hints > 0 ? [`with ${count(hints, 'hint')}`] : []),
  ];
  return facts.join(', ');
}

/** How it went in earlier programs; null where it was never planted. */
export function beforeText({ planted, missed }: ToldOnPage['before']): string | null {
  if (planted === 0) return null;
  if (missed === 0) return `You found it before, in ${count(planted, 'program')}.`;
  return `You missed it before, in ${missed} of ${count(planted, 'program')}.`;
}

export function linesText({ changed, needed }: DebugDebriefOnPage): string {
  return `You changed ${count(changed, 'line')}; ${needed === 1 ? '1 was' : `${needed} were`} needed.`;
}

/** What screen readers are told of a change; null for nothing. */
export function announcement(before: DebugPageState | null, now: DebugPageState): string | null {
  if (!before || before.attempt?.id !== now.attempt?.id) return null;
  const said = [newCheck(before, now), newHint(before, now), phaseChange(now.phases, before, now)];
  return said.filter((one) => one !== null).join(' ') || null;
}

function newCheck(before: DebugPageState, now: DebugPageState): string | null {
  if (now.running || now.check === null) return null;
  const isSame = JSON.stringify(before.check) === JSON.stringify(now.check);
  if (isSame && !before.running) return null;
  const { check } = now;
  const why = check.kind === 'failed' ? check.message : (check.broken[0]?.message ?? null);
  return why === null ? `${checkText(check)}.` : `${checkText(check)}. ${why}`;
}

function newHint(before: DebugPageState, now: DebugPageState): string | null {
  return now.hints.length > before.hints.length ? 'A hint is open.' : null;
}
