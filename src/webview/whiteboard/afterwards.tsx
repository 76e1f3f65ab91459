/** What would give the answer away before the end, as would the points to tick: explanation, equations, trade-offs, follow-ups, papers, links. */
import type { Practice } from '../../protocol/oral-page.ts';
import type { BoardTask } from '../../protocol/whiteboard-page.ts';
import { Exchanges, Fold, FoldSection, HtmlText } from '../shared/parts.tsx';
import { Equations, Papers, PracticeList } from '../shared/reading.tsx';
import { count } from '../shared/words.ts';

interface AfterwardsProps {
  readonly task: BoardTask;
  readonly practice: readonly Practice[];
  readonly shown: boolean;
}

export function Afterwards({ task, practice, shown }: AfterwardsProps) {
  const { equations, tradeoffs, followUps, papers } = task;
  if (!shown) {
    return (
      <section class="section" aria-labelledby="later-title">
        <h2 id="later-title">For the end</h2>
        <p class="aside">
          The explanation in four steps, the equations, the trade-offs and{' '}
          {count(followUps.length, 'follow-up question')} open when you finish.
        </p>
      </section>
    );
  }
  return (
    <>
      <Explanation task={task} />
      {equations.length > 0 && <Equations equations={equations} />}
      {tradeoffs.length > 0 && (
        <FoldSection id="trade-offs" title="Trade-offs" aside={String(tradeoffs.length)}>
          {tradeoffs.map(({ title, text }) => (
            <div key={title}>
              <h3>{title}</h3>
              <HtmlText html={text} />
            </div>
          ))}
        </FoldSection>
      )}
      {followUps.length > 0 && (
        <FoldSection id="follow-ups" title="Follow-up questions" aside={String(followUps.length)}>
          <p class="aside">Answer each aloud before you open it.</p>
          <Exchanges id="follow-up" list={followUps} />
        </FoldSection>
      )}
      {papers.length > 0 && <Papers papers={papers} />}
      {practice.length > 0 && (
        <FoldSection id="practice" title="Practise more" aside={String(practice.length)}>
          <PracticeList practice={practice} />
        </FoldSection>
      )}
    </>
  );
}

/** Four steps to say aloud over the drawing, each to be compared with ours. */
function Explanation({ task }: { task: BoardTask }) {
  return (
    <FoldSection
      id="explanation"
      title="Explain it in four steps"
      aside={String(task.explanation.length)}
      openAtFirst
    >
      <p class="aside">
        Point at your drawing and say each step aloud. Then open our explanation, and rate above how
        yours went.
      </p>
      <div class="list">
        {task.explanation.map(({ phase, title, text }) => (
          <Fold key={phase} id={`explain-${phase}`} summary={title}>
            <HtmlText html={text} />
          </Fold>
        ))}
      </div>
    </FoldSection>
  );
}
