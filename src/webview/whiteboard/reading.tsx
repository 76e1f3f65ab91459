/** What there is to read while drawing: the points of each phase, and what makes a drawing good. */
import type { BoardTask } from '../../protocol/whiteboard-page.ts';
import { Outline } from '../shared/answer.tsx';
import { FoldSection } from '../shared/parts.tsx';
import { count } from '../shared/words.ts';

interface PointsProps {
  readonly task: BoardTask;
  /** Id of the phase that the clock is in. */
  readonly current: string | null;
  readonly ticked: readonly string[];
  /** Whether the points are shown, to be ticked: together they are the answer. */
  readonly shown: boolean;
}

/** One fold a phase; that of the current phase is open. */
export function Points({ task, current, ticked, shown }: PointsProps) {
  return (
    <>
      {task.phases.map((phase, i) => {
        const said = phase.points.filter(({ id }) => ticked.includes(id)).length;
        return (
          <FoldSection
            key={phase.id}
            id={`phase-${phase.id}`}
            title={`${i + 1}. ${phase.title}`}
            aside={shown ? `${said} of ${phase.points.length}` : String(phase.points.length)}
            openAtFirst={phase.id === current}
          >
            <p>{phase.cue}</p>
            {shown ? (
              <Outline points={phase.points} ticked={ticked} />
            ) : (
              <p class="aside">
                When you finish, you can compare your drawing with{' '}
                {count(phase.points.length, 'point')} and tick what it shows.
              </p>
            )}
          </FoldSection>
        );
      })}
    </>
  );
}

const HABITS = [
  ['Data flows down', 'Put the inputs at the top and the outputs at the bottom.'],
  ['A shape on every arrow', 'Write (B, T, d) or (B, C, H, W), for example.'],
  ['One box per operation', 'Label it as you would say it: "Conv 3×3, 64".'],
  ['One colour per kind', 'Layers, norms and activations can then be told apart at a glance.'],
  ['Skip connections at the side', 'Draw them as curves, with a "+" where they end.'],
  ['An equation or two', 'Write them beside the part they belong to, without a derivation.'],
  ['A trade-off to close with', 'Name an alternative, and say when you would choose it.'],
] as const;

export function Habits() {
  return (
    <FoldSection id="habits" title="What makes a good drawing">
      <ul>
        {HABITS.map(([title, text]) => (
          <li key={title}>
            <strong>{title}.</strong> {text}
          </li>
        ))}
      </ul>
      <p class="aside">
        The palette beside the board shows the pieces and their keys: <kbd>B</kbd> for a box,{' '}
        <kbd>W</kbd> for an arrow with its shape, and <kbd>Y</kbd> for a skip arc. A new box goes
        below the selected one and is joined to it.
      </p>
    </FoldSection>
  );
}
