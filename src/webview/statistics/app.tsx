/** The page: readiness first, since that is what the rest is for. */
import { streak } from '../../core/statistics/days.ts';
import type { Statistics } from '../../core/statistics/statistics.ts';
import { Waiting } from '../shared/frame.tsx';
import { Button } from '../shared/parts.tsx';
import { count, dateText } from '../shared/words.ts';
import { Calendar } from './calendar.tsx';
import { FindingRates } from './found.tsx';
import { Mistakes } from './mistakes.tsx';
import { Phases } from './phases.tsx';
import { Rapid } from './rapid.tsx';
import { InterviewPlan } from './until-then.tsx';
import { Readiness } from './readiness.tsx';
import { Memory } from './memory.tsx';

export function App({ statistics }: { statistics: Statistics | null }) {
  if (!statistics) return <Waiting page="statistics" title="Statistics" />;
  return (
    <main class="statistics">
      <header>
        <h1>Statistics</h1>
      </header>
      <section class="section">
        <Summary statistics={statistics} />
        <div class="buttons">
          <Button command="what-next" look="primary">
            What next?
          </Button>
          <Button command="set-date">
            {statistics.interview === null ? 'Set interview date' : 'Change interview date'}
          </Button>
          <Button command="markdown">Report as Markdown</Button>
          <Button command="csv">Attempts as CSV</Button>
        </div>
      </section>
      {statistics.plan && <InterviewPlan plan={statistics.plan} />}
      <Readiness statistics={statistics} />
      <Calendar days={statistics.days} />
      <Mistakes mistakes={statistics.mistakes} now={statistics.now} />
      <FindingRates rates={statistics.found} />
      <Phases phases={statistics.phases} />
      <Rapid answers={statistics.rapid} />
      <Memory retention={statistics.retention} />
    </main>
  );
}

function Summary({ statistics }: { statistics: Statistics }) {
  const { attempts, minutes, days, interview, now } = statistics;
  const run = streak(days);
  return (
    <p class="result">
      <strong>{count(attempts, 'attempt')}</strong>, {count(minutes, 'minute')} on the clock
      {run > 1 && `, ${run} days in a row`}.{' '}
      {interview !== null && (
        <>
          {interview > now ? 'Interview' : 'The interview was'} on{' '}
          <strong>{dateText(interview, now)}</strong>.
        </>
      )}
    </p>
  );
}
