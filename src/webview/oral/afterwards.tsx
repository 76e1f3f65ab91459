/** What would give the answer away before the end: wrong and surface answers, follow-ups, papers, links. */
import type { Oral, Sizing } from '../../core/content.ts';
import type { Practice } from '../../protocol/oral-page.ts';
import { Wrong } from '../shared/answer.tsx';
import { Exchanges, FoldSection, HtmlText } from '../shared/parts.tsx';
import { Equations, Papers, PracticeList } from '../shared/reading.tsx';
import { count } from '../shared/words.ts';

interface AfterwardsProps {
  readonly oral: Oral;
  readonly practice: readonly Practice[];
  readonly shown: boolean;
}

export function Afterwards({ oral, practice, shown }: AfterwardsProps) {
  if (!shown) {
    return (
      <section class="section" aria-labelledby="later-title">
        <h2 id="later-title">For the end</h2>
        <p class="aside">
          The outline, the model answer, {count(oral.followUps.length, 'follow-up question')} and
          the reading list open when you finish, because the exercise is to give the answer
          yourself.
        </p>
      </section>
    );
  }
  const { surface, wrong, sizing, equations, followUps, papers } = oral;
  return (
    <>
      {surface !== null && (
        <FoldSection id="surface" title="An honest answer that stays on the surface">
          <HtmlText html={surface} />
        </FoldSection>
      )}
      {wrong && (
        <FoldSection id="wrong" title="The most common wrong answer">
          <Wrong wrong={wrong} />
        </FoldSection>
      )}
      {sizing.length > 0 && <SizingSection sizing={sizing} />}
      {equations.length > 0 && <Equations equations={equations} />}
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

function SizingSection({ sizing }: { sizing: readonly Sizing[] }) {
  return (
    <FoldSection id="sizing" title="Sizing" aside={String(sizing.length)}>
      <p class="aside">This is where the figures in the model answer come from.</p>
      <ul>
        {sizing.map(({ id, what, formula, said }) => (
          <li key={id}>
            {what}: <strong>{said}</strong>
            <br />
            <code>
              {id} = {formula}
            </code>
          </li>
        ))}
      </ul>
    </FoldSection>
  );
}
