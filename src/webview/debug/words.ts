/** What the page of a debugging drill says in words. Pure. */
import type {
  DebugCheckOnPage,
  DebugDebriefOnPage,
  DebugPageState,
  HintOnPage,
  DebriefedMistakeOnPage,
} from '../../protocol/debug-page.ts';
import { formatClock } from '../../core/clock.ts';
import { count, phaseChange } from '../shared/words.ts';

/** The result of a check in one sentence, which does not say what is left. */
export function checkText(check: DebugCheckOnPage): string {
  if (check.kind === 'failed') return 'The program could not be checked';
  const { passed, left, certain, broken } = check;
  if (passed) return 'Repaired: no mistakes are left, and nothing is broken';
  if (!certain) {
    return left === 0
      ? 'Something is newly broken and may be hiding remaining mistakes'
      : `At least ${count(left, 'mistake is', 'mistakes are')} left, and something newly broken may be hiding others`;
  }
  const more = broken.length > 0 ? ', and something is newly broken' : '';
  return `${count(left, 'mistake is', 'mistakes are')} left${more}`;
}

export const HINT_TITLES: Readonly<Record<HintOnPage['step'], string>> = {
  function: 'Where',
  symptom: 'Symptom',
  line: 'The line',
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
export function toldText({ found, goneAfterMs, suspected, hints }: DebriefedMistakeOnPage): string {
  const what = found ? `Repaired at ${formatClock(goneAfterMs ?? 0)}` : 'Missed';
  const help = hints === 0 ? '' : `${found ? '' : ', even'} with ${count(hints, 'hint')}`;
  const mark = suspected ? 'You suspected it.' : 'You did not mark it as suspected.';
  return `${what}${help}. ${mark}`;
}

/** How it went in earlier programs; null where it was never planted. */
export function beforeText({ planted, missed }: DebriefedMistakeOnPage['before']): string | null {
  if (planted === 0) return null;
  const programs = count(planted, 'earlier program');
  return missed === 0
    ? `You found it in ${programs}.`
    : `You missed it in ${missed} of ${programs}.`;
}

export function linesText({ changed, needed }: DebugDebriefOnPage): string {
  return `You changed ${count(changed, 'line')}; ${needed === 1 ? '1 was' : `${needed} were`} needed.`;
}

/** What screen readers are told of a change; null for nothing. */
export function announcement(before: DebugPageState | null, now: DebugPageState): string | null {
  if (!before || before.attempt?.id !== now.attempt?.id) return null;
  const said = [
    newCheck(before, now),
    newHint(before, now),
    newSuspicion(before, now),
    phaseChange(now.phases, before, now),
  ];
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
  const last = now.hints.at(-1);
  const isNew = last && now.hints.length > before.hints.length;
  return isNew ? `A hint is open: ${HINT_TITLES[last.step].toLowerCase()}.` : null;
}

/** A line is called by its number as handed out: that stays, whatever is changed above it. */
function newSuspicion(before: DebugPageState, now: DebugPageState): string | null {
  const without = ({ suspicions }: DebugPageState, other: DebugPageState) =>
    suspicions.find(({ line }) => !other.suspicions.some((one) => one.line === line));
  const added = without(now, before);
  if (added) return `You suspect line ${added.line}.`;
  const removed = without(before, now);
  return removed ? `You no longer suspect line ${removed.line}.` : null;
}
