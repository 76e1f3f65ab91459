/** What fits until the interview: one sentence, and under it by name what to see again, to begin, and to leave. */
import type { PlanInWords, PlannedExercise } from '../../core/statistics/statistics.ts';

/** As many as one takes in at a glance; the others are a click away. */
const FIRST = 6;

export function InterviewPlan({ plan }: { plan: PlanInWords }) {
  return (
    <section class="section" aria-labelledby="until-then-title">
      <h2 id="until-then-title">Until the interview</h2>
      <p>{plan.text}</p>
      <Group title="Review: in order of due date" exercises={plan.again} />
      <Group title="New, with time to learn them: weakest items first" exercises={plan.fresh} />
      <Group
        title="Leave for now: not enough time to learn and review them"
        exercises={plan.leave}
      />
    </section>
  );
}

function Group({ title, exercises }: { title: string; exercises: readonly PlannedExercise[] }) {
  if (exercises.length === 0) return null;
  const more = exercises.slice(FIRST);
  return (
    <>
      <h3>{title}</h3>
      <List exercises={exercises.slice(0, FIRST)} />
      {more.length > 0 && (
        <details>
          <summary>{more.length} more</summary>
          <List exercises={more} />
        </details>
      )}
    </>
  );
}

function List({ exercises }: { exercises: readonly PlannedExercise[] }) {
  return (
    <ul>
      {exercises.map((one) => (
        <li key={`${one.kind} ${one.title}`}>
          {one.title} <span class="aside">({`${one.kind}, ${one.minutes} min`})</span>
        </li>
      ))}
    </ul>
  );
}
