/** What to do in the phase, and what the interviewer would hear now; a prompt surfaces at its second and stays. */
import type { OralPhase } from '../../core/content.ts';
import { HtmlText } from '../shared/parts.tsx';

/** The prompt whose time came last, `ms` into the phase; undefined before the first. */
export function promptAt(
  { prompts }: OralPhase,
  ms: number,
): OralPhase['prompts'][number] | undefined {
  return prompts.filter(({ at }) => at * 1000 <= ms).at(-1);
}

export function DuePoint({ phase, ms }: { phase: OralPhase; ms: number }) {
  const prompt = promptAt(phase, ms);
  return (
    <>
      {phase.cue}{' '}
      <span class="prompt" role="status">
        {prompt && (
          <>
            <strong>Now: </strong>
            <HtmlText inline html={prompt.say} />
          </>
        )}
      </span>
    </>
  );
}
