/** What there is to read before the answer: how it runs, and the clarifying questions. */
import type { Oral } from '../../core/content.ts';
import type { OralPageState } from '../../protocol/oral-page.ts';
import { Exchanges, FoldSection } from '../shared/parts.tsx';
import { bandText } from '../shared/words.ts';

export function HowItRuns({ oral, bands }: { oral: Oral; bands: OralPageState['bands'] }) {
  return (
    <section class="section" aria-labelledby="how-title">
      <h2 id="how-title">How it runs</h2>
      <ol class="how">
        {oral.phases.map((phase) => (
          <li key={phase.id}>
            <strong>{phase.title}</strong>{' '}
            <span class="aside">{bandText(bands[phase.id] ?? phase.band)}</span>
            <br />
            {phase.cue}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Clarifying({ oral }: { oral: Oral }) {
  return (
    <FoldSection
      id="clarifying"
      title="Clarifying questions"
      aside={String(oral.clarifying.length)}
    >
      <p class="aside">Ask your own aloud first. Then open the interviewer’s answers one by one.</p>
      <Exchanges id="clarify" list={oral.clarifying} />
    </FoldSection>
  );
}
