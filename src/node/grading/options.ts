/** Options for grading lists of files and for the reports about them. */

export interface GradeOptions {
  readonly json: boolean;
  readonly python: string | null;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly jobs: number;
}

export interface ReportOptions {
  readonly quiet: boolean;
  readonly csv: string | null;
  readonly report: string | null;
}
