/** What an interview needs of the world around it. */
import type { Times } from '../bands.ts';
import type { ClockServices } from '../clock-control.ts';
import type { Catalogue } from '../content.ts';
import type { BrokenProgram } from '../debugging/program.ts';
import type {
  CodeStore,
  Grader,
  HandoutMaker,
  PracticeFiles,
  ReadMistakeEdits,
  Reviewer,
} from '../ports.ts';
import type { ScheduleOptions } from '../schedule/schedule.ts';

export interface InterviewServices extends ClockServices {
  readonly catalogue: Catalogue;
  readonly files: PracticeFiles;
  readonly codes: CodeStore;
  readonly grader: Grader;
  readonly handouts: HandoutMaker;
  readonly readMistakeEdits: ReadMistakeEdits;
  readonly reviewer: Pick<Reviewer, 'design'>;
  readonly schedule: ScheduleOptions;
  /** What the user set for the phases of coding drills. */
  readonly times: Times;
  /** Megabytes that a check may use beyond what Python with torch uses. */
  readonly memoryMb: number;
  /** Why no code may be run, as a sentence; null where it may. */
  readonly restricted: string | null;
  /** Absolute path of a file in the practice folder. */
  pathOf(name: string): string;
  /** The Python to run programs with. Rejects with a UserError when there is none. */
  python(): Promise<string>;
  /** The broken program whose key has this hash; null where it is not on this machine. */
  broken(key: string): Promise<BrokenProgram | null>;
  /** The text of the program's key. */
  keyOf(program: BrokenProgram): string;
  /** Wall-clock time in milliseconds. */
  now(): number;
}
