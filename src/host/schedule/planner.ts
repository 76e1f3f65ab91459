/** The schedule for the current settings. After a review, only the cards of its exercise are recomputed. */
import type { StudyPlan } from '../../core/content.ts';
import type { HostServices } from '../host-services.ts';
import { planText, planUntil } from '../../core/schedule/plan.ts';
import { Schedule } from '../../core/schedule/schedule.ts';
import { inPlan, whatNext, type Suggestion } from '../../core/schedule/what-next.ts';
import { Disposables } from '../disposables.ts';

export class Planner {
  private readonly disposables = new Disposables();
  private known: Schedule | null = null;
  /** Ids of the exercises whose reviews have changed since the schedule was computed. */
  private stale = new Set<string>();

  constructor(private readonly services: HostServices) {
    const forget = (): void => {
      this.known = null;
    };
    this.disposables.defer(
      services.history.onDidChange((change) => {
        if (change) for (const id of change.reviewed) this.stale.add(id);
        else forget();
      }),
    );
    this.disposables.defer(services.packs.onDidChange(forget));
    this.disposables.add(services.settings.onDidChange(forget));
    this.disposables.defer(services.syncedProgress.onDidChange(forget));
  }

  get schedule(): Schedule {
    const { history, index, settings, syncedProgress } = this.services;
    const { ledger } = history;
    const { reviews } = syncedProgress.summary;
    if (this.known === null) {
      const { retention, interview } = settings;
      this.known = new Schedule(ledger, index.exercises, { retention, interview }, reviews);
    } else if (this.stale.size > 0) this.known = this.known.renewed(ledger, this.stale, reviews);
    this.stale.clear();
    return this.known;
  }

  /** Whether the exercise is due today. */
  isDue(id: string): boolean {
    return this.schedule.isDue(id, this.services.now());
  }

  /** Ids of what is due today, what is forgotten most first. */
  due(): readonly string[] {
    return this.schedule.due(this.services.now()).map(({ exercise }) => exercise.id);
  }

  /** The best thing for so many minutes; null when nothing fits. */
  next(minutes: number, except?: string): Suggestion | null {
    const { history, index, settings } = this.services;
    const plan = this.studyPlan;
    const options = { now: this.services.now(), minutes, role: settings.role, plan };
    return whatNext(index, history.ledger, this.schedule, {
      ...options,
      ...(except === undefined ? {} : { except }),
    });
  }

  /** The study plan that the user follows; null for none, and while its pack is not there. */
  get studyPlan(): StudyPlan | null {
    const { index, settings } = this.services;
    return index.plans.find(({ id }) => id === settings.studyPlan) ?? null;
  }

  /** What is next in this plan, however long it takes; null when nothing is due in it or left. */
  nextIn(plan: StudyPlan): Suggestion | null {
    const { history, index } = this.services;
    const options = { now: this.services.now(), minutes: Infinity };
    return inPlan(plan, index, history.ledger, this.schedule, options);
  }

  /** What fits until the interview, as a sentence; null without a date, and when it is over. */
  plan(): string | null {
    const { index, settings } = this.services;
    const { interview, minutesPerDay, role } = settings;
    if (interview === null) return null;
    const now = this.services.now();
    const options = { now, interview, minutesADay: minutesPerDay, role };
    const plan = planUntil(index, this.schedule, options);
    return plan && planText(plan, minutesPerDay);
  }

  /** What to do after `finished`: again, while code has not passed; else the best thing in a day's minutes. */
  after(finished: string): Suggestion | null {
    const { history, index, settings } = this.services;
    const drill = index.drills.find(({ id }) => id === finished);
    if (drill && history.ledger.drill(finished).state !== 'passed') {
      return {
        exercises: [drill],
        minutes: 0,
        reason: 'Not passed yet: keep going, or try again tomorrow',
      };
    }
    return this.next(settings.minutesPerDay, finished);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}
