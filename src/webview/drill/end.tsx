/** What would give the answer away before the end: complexity, trade-offs, follow-ups, papers. */
import type { Drill } from '../../core/content.ts';
import { Exchanges, FoldSection, HtmlText } from '../shared/parts.tsx';
import { Papers } from '../shared/reading.tsx';
import { count } from '../shared/words.ts';

export function Debrief({ drill, shown }: { drill: Drill; shown: boolean }) {
  if (!shown) {
    return (
      <section class="section" aria-labelledby="later-title">
        <h2 id="later-title">For the end</h2>
        <p class="aside">
          {contents(drill)} open when your code passes or you finish, because naming them yourself
          is part of the answer.
        </p>
      </section>
    );
  }
  return (
    <>
      <FoldSection id="complexity" title="Complexity">
        <h3>Time</h3>
        <HtmlText html={drill.complexity.time} />
        <h3>Memory</h3>
        <HtmlText html={drill.complexity.memory} />
      </FoldSection>
      <FoldSection id="tradeoffs" title="Trade-offs" aside={String(drill.tradeoffs.length)}>
        {drill.tradeoffs.map((one) => (
          <div key={one.title}>
            <h3>{one.title}</h3>
            <HtmlText html={one.text} />
          </div>
        ))}
      </FoldSection>
      {drill.followUps.length > 0 && (
        <FoldSection
          id="follow-ups"
          title="Follow-up questions"
          aside={String(drill.followUps.length)}
        >
          <p class="aside">Answer each aloud before you open it.</p>
          <Exchanges id="follow-up" list={drill.followUps} />
        </FoldSection>
      )}
      {drill.papers.length > 0 && <Papers papers={drill.papers} />}
    </>
  );
}

/** What waits, in a few words. */
function contents({ followUps, papers }: Drill): string {
  const parts = [
    'Complexity',
    'trade-offs',
    ...(followUps.length > 0 ? [count(followUps.length, 'follow-up question')] : []),
    ...(papers.length > 0 ? ['papers'] : []),
  ];
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
